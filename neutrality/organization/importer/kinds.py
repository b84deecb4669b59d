"""What kind of unit a name tells of; a proposal that the tree's keepers can correct."""

import re

from neutrality.organization.models import OrgUnit
from neutrality.organization.names import plain

_BY_NAME = [
    (re.compile(r"^(TK|SD|SDN|SMP|SMPN|SMA|SMK|SLB|PAUD|SKB|SEKOLAH)\b"), OrgUnit.Kind.SCHOOL),
    (re.compile(r"^(UPT |UPTD )?(PUSKESMAS|PUSAT KESEHATAN)\b"), OrgUnit.Kind.PUSKESMAS),
    (re.compile(r"\b(RSUD|RUMAH SAKIT)\b"), OrgUnit.Kind.HOSPITAL),
    (re.compile(r"^(UPT|UPTD|UNIT PELAKSANA)\b"), OrgUnit.Kind.UPT),
    (re.compile(r"^KECAMATAN\b"), OrgUnit.Kind.KECAMATAN),
    (re.compile(r"^KELURAHAN\b"), OrgUnit.Kind.KELURAHAN),
    (re.compile(r"^DESA\b"), OrgUnit.Kind.DESA),
    (re.compile(r"^(SEKSI|SUBBAGIAN|SUB BAGIAN|SUBBIDANG|SUB BIDANG)\b"), OrgUnit.Kind.SEKSI),
    (re.compile(r"^(BIDANG|BAGIAN|SEKRETARIAT)\b"), OrgUnit.Kind.BIDANG),
]


def kind_of_unit(path: tuple[str, ...]) -> str:
    """``path`` goes from the OPD down; what the name does not tell, the depth does."""
    name = plain(path[-1])
    for pattern, kind in _BY_NAME:
        if pattern.search(name) and not (len(path) == 1 and kind == OrgUnit.Kind.BIDANG):
            return kind
    return (OrgUnit.Kind.OPD, OrgUnit.Kind.BIDANG, OrgUnit.Kind.SEKSI)[min(len(path), 3) - 1]

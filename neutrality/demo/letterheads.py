"""Letterheads and lists of copies of the training city: addresses that look right and lead nowhere."""

from collections.abc import Sequence
from typing import Any

from neutrality.organization.models import OrgUnit

STREETS = (
    "Contoh Raya",
    "Misal Utama",
    "Umpama",
    "Andai Sejahtera",
    "Rekaan",
    "Contoh Merdeka",
    "Misal Pelabuhan",
    "Umpama Timur",
)
WITH_ADDRESS = ("opd", "rumah_sakit", "kecamatan")
COPIES = (
    "Kepala Kantor Regional Badan Kepegawaian Negara",
    "Inspektur Kota Pontianak",
    "Kepala Badan Keuangan Daerah Kota Pontianak",
)


def choices(units: Sequence[OrgUnit]) -> dict[str, Any]:
    """``Agency.choices`` of the city: place, two lines of address under each perangkat daerah, copies of decisions."""
    heads = [unit for unit in units if unit.kind in WITH_ADDRESS]
    return {
        "letters": {
            "place": "Pontianak",
            "units": {unit.code: {"address": _address(unit, n)} for n, unit in enumerate(heads, start=1)},
        },
        "tembusan": list(COPIES),
    }


def _address(unit: OrgUnit, n: int) -> list[str]:
    name = "".join(char for char in unit.short_name.lower() if char.isalnum())
    if unit.kind == "kecamatan":
        name = f"kec-{unit.name.rsplit(' ', 1)[-1].lower()}"
    return [
        f"Jalan {STREETS[n % len(STREETS)]} Nomor {1 + n * 3 % 80}, Pontianak 78{n % 9}00, Telepon (0561) 000{n:03d}",
        f"Laman {name}.pontianak.contoh, pos-el {name}@pontianak.contoh",
    ]

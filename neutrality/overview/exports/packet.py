"""The packet for I'DIS/SIASN: the decision with everything that was examined, checked before anything is packed.

PP 94/2021 Pasal 39 asks for the decision and the examination documents; a packet without the latter is not made.
Only letters that were signed go in, under names that tell kind and order, with a list of their digests.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.models import Case
from neutrality.accounts.models import User
from neutrality.csvfile import guarded
from neutrality.documents import files
from neutrality.documents.codes import State
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal
from sanctions.models import Decision, RegisterEntry

CITATION = "PP 94/2021 Pasal 39"
SIGNED = (State.SIGNED, State.SERVED)
IN_FORCE = (RegisterEntry.State.IN_FORCE, RegisterEntry.State.SERVING, RegisterEntry.State.ENDED)
_EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


@dataclass(frozen=True)
class Piece:
    """One file of the packet."""

    name: str
    kind: str
    number: str
    dated: str
    sha256: str
    content: bytes


def case_for(user: User, code: str) -> Case:
    """A case that ``user`` sees; absent and not theirs look alike."""
    found = Case.objects.visible_to(user).select_related("person__employee", "agency").filter(code=code).first()
    if found is None:
        raise Refusal(
            "case_unknown",
            _("Perkara itu tidak ditemukan."),
            fields={"case": [_("Tulis kode perkara yang dapat Anda buka.")]},
            status=400,
        )
    return found


def issued_decision(case: Case) -> Decision | None:
    return case.decisions.filter(state=Decision.State.ISSUED).select_related("document", "service__document").first()


def preflight(case: Case) -> list[dict[str, str]]:
    """What is missing, as ``[{"code", "message"}]``; empty when the packet can be made."""
    decision, letters = issued_decision(case), list(_letters(case))
    have = {letter.kind.split("_")[0] for letter in letters}
    missing = [
        *_of_the_person(case),
        *_of_the_decision(decision, {letter.pk for letter in letters}),
        *_of_the_examination(case, have),
    ]
    return [{"code": code, "message": message} for code, message in missing]


def _of_the_person(case: Case) -> Iterator[tuple[str, str]]:
    employee = getattr(case.person, "employee", None)
    if employee is None or len(employee.nip) != 18:
        yield "nip_missing", _("NIP 18 angka belum tercatat. Lengkapi di data pegawai.")


def _of_the_decision(decision: Decision | None, signed: set[int]) -> Iterator[tuple[str, str]]:
    if decision is None or decision.document_id is None:
        yield "decision_missing", _("Keputusan hukuman belum ditetapkan.")
        return
    if decision.document_id not in signed:
        yield "decision_not_signed", _("Surat keputusan belum ditandatangani. Catat tanda tangannya.")
    service = getattr(decision, "service", None)
    if service is None or service.received_on is None or service.document_id not in signed:
        yield "receipt_missing", _("Berita acara penyampaian keputusan belum ada. Catat penerimaannya.")
    entry = RegisterEntry.objects.filter(decision=decision).first()
    if entry is None or entry.state not in IN_FORCE:
        yield "not_in_force", _("Hukuman belum berlaku. Susun paket sesudah tanggal berlakunya.")


def _of_the_examination(case: Case, have: set[str]) -> Iterator[tuple[str, str]]:
    if "F03" not in have:
        yield "report_missing", _("Laporan hasil pemeriksaan yang ditandatangani belum ada.")
    heard = "F02" in have
    if not heard and case.summonses.filter(attended=False).count() < 2:
        yield "minutes_missing", _("Berita acara pemeriksaan yang ditandatangani belum ada.")
    if not heard and "P04" not in have and case.summonses.filter(attended=False).exists():
        yield "absence_missing", _("Berita acara ketidakhadiran yang ditandatangani belum ada.")
    if "F01" not in have:
        yield "summons_missing", _("Surat panggilan yang ditandatangani belum ada.")
    if case.team.exists() and "F04" not in have:
        yield "team_missing", _("Keputusan pembentukan tim pemeriksa yang ditandatangani belum ada.")


def _letters(case: Case) -> Iterator[OfficialDocument]:
    """Signed letters of the case in their order; what was written about it for others stays out."""
    rows = OfficialDocument.objects.of("case", case.code).filter(state__in=SIGNED).order_by("dated", "pk")
    for letter in rows:
        if letter.kind.startswith(("F", "L")) or letter.kind.split("_")[0] in ("P04", "P07"):
            yield letter


def pieces(case: Case) -> Iterator[Piece]:
    """The files: each letter as it was made, and the scan of the signed paper beside it where there is one."""
    for number, letter in enumerate(_letters(case), start=1):
        stem = f"{number:02}_{letter.kind.lower()}"
        dated = letter.dated.isoformat() if letter.dated else ""
        for name, sha256, extension in (
            (letter.pdf, letter.sha256, "pdf"),
            (letter.scan, letter.scan_sha256, _EXTENSIONS.get(letter.scan_type, "bin")),
        ):
            if name:
                suffix = "" if name == letter.pdf else "_pindaian"
                yield Piece(f"{stem}{suffix}.{extension}", letter.title, letter.number, dated, sha256, files.read(name))


def make(case: Case, about: str) -> tuple[bytes, int]:
    """The zip and how many files it holds; Refusal ``packet_incomplete`` naming what is missing."""
    require_complete(case)
    out, held = io.BytesIO(), list(pieces(case))
    for piece in held:
        if files.digest(piece.content) != piece.sha256:
            raise Refusal("file_altered", _("Berkas %(name)s tidak sama dengan yang dicatat.") % {"name": piece.name})
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packet:
        for piece in held:
            packet.writestr(piece.name, piece.content)
        packet.writestr("daftar-isi.csv", _manifest(case, held, about))
    return out.getvalue(), len(held)


def require_complete(case: Case) -> None:
    missing = preflight(case)
    if missing:
        raise Refusal(
            "packet_incomplete",
            _("Paket belum lengkap menurut %(article)s: %(what)s")
            % {"article": CITATION, "what": " ".join(row["message"] for row in missing)},
            missing=missing,
        )


def _manifest(case: Case, held: list[Piece], about: str) -> bytes:
    decision = issued_decision(case)
    if decision is None:
        raise ValueError("A packet has a decision.")
    entry = RegisterEntry.objects.get(decision=decision)
    out = io.StringIO()
    writer = csv.writer(out)
    rows: list[tuple[Any, Any]] = [
        (_("Keterangan"), about), ("NIP", case.person.employee.nip), (_("Nama"), case.person.full_name),
        (_("Hukuman"), entry.sanction_title), (_("Nomor keputusan"), entry.number),
        (_("Tanggal keputusan"), entry.decided_on.isoformat()),
        (_("Diterima"), entry.received_on.isoformat() if entry.received_on else ""),
        (_("Berlaku"), entry.in_force_on.isoformat() if entry.in_force_on else ""),
        (_("Berakhir"), entry.ends_on.isoformat() if entry.ends_on else ""), (_("Dasar"), CITATION),
    ]  # fmt: skip
    writer.writerows([guarded(str(label)), guarded(str(value))] for label, value in rows)
    writer.writerow([])
    writer.writerow([_("Berkas"), _("Jenis"), _("Nomor"), _("Tanggal"), "SHA-256"])
    for piece in held:
        writer.writerow([guarded(cell) for cell in (piece.name, piece.kind, piece.number, piece.dated, piece.sha256)])
    return ("\ufeff" + out.getvalue()).encode()

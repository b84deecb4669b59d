"""The signing port: one class per way of signing.

Only wet signatures are at work: the letter is printed, signed in ink, scanned, recorded.
A certified service (BSrE) or a local certificate joins by a class with the same two
methods; until one is registered, its kind is refused rather than pretended.
"""

from typing import Protocol

from django.utils.translation import gettext as _

from neutrality.documents import files
from neutrality.documents.codes import Basis, SignatureKind
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal


class Signer(Protocol):
    def complete(self, document: OfficialDocument, *, basis: Basis, scan: bytes | None) -> None:
        """Set on ``document`` (not saved) what proves the signature; Refusal when it cannot."""


class WetSignature:
    """Ink on paper.

    ``Basis.SCAN``: recorded from the signed paper, whose scan is required. ``Basis.SCREEN``:
    the signatory decides on screen and signs the print; the scan may follow.
    """

    def complete(self, document: OfficialDocument, *, basis: Basis, scan: bytes | None) -> None:
        if basis == Basis.SCAN and not scan:
            raise Refusal("scan_missing", _("Lampirkan pindaian surat yang sudah ditandatangani."), status=400)
        if scan:
            document.scan, document.scan_sha256, document.scan_type = files.store_scan(scan)


_signers: dict[str, Signer] = {SignatureKind.WET: WetSignature()}


def register_signer(kind: SignatureKind, signer: Signer) -> None:
    _signers[kind] = signer


def signer(kind: str) -> Signer:
    """Refusal ``signature_kind_unavailable`` for a kind that this installation does not have."""
    try:
        return _signers[kind]
    except KeyError:
        raise Refusal(
            "signature_kind_unavailable", _("Cara tanda tangan itu belum tersedia di instalasi ini.")
        ) from None

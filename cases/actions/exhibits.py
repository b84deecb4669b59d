"""Releasing a piece of evidence: from an original of the source side to a neutral exhibit.

What crosses is the cleaned derivative under a neutral label, with its own SHA-256. From
which original it was made stays on the source side.
"""

import hashlib
import re
import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from cases import receipts, uploads
from cases.actions.report_steps import lock
from cases.models import Exhibit, ExhibitRelease, Incident, Original, Report
from cases.submission import Submission, malformed
from neutrality.accounts.models import User
from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.ids import random_code
from neutrality.workdays import today

FOLDER = "bukti"


@transaction.atomic
def release_exhibit(
    *,
    actor: User,
    report: Report,
    original: Original,
    description: str,
    may_be_shown_to_subject: bool = False,
    incident: Incident | None = None,
) -> Exhibit:
    """An exhibit (B-01 …) of the incident to which the report is joined.

    Refusals: ``not_joined``, ``not_cleaned_yet``, ``not_cleanable``, ``already_released``, ``malformed``.
    """
    report = lock(actor, report)
    original = _of_report(report, original)
    text = Submission.text(description, "description", most=200, required=True)
    _neutral(text)
    event = _joined(report, incident)
    _releasable(original, event)
    content = uploads.unseal(original.cleaned)
    stored = default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}", ContentFile(content))
    try:
        with transaction.atomic():
            exhibit = Exhibit.objects.create(
                incident=event,
                code=random_code("BB", today(report.agency), 6),
                label=_next_label(event),
                description=text,
                content_type=original.cleaned_type,
                stored=stored,
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                released_on=today(report.agency),
                released_by=actor,
                may_be_shown_to_subject=may_be_shown_to_subject,
            )
            ExhibitRelease.objects.create(original=original, exhibit=exhibit)
            record(
                "exhibit.released",
                actor=actor,
                subject=exhibit,
                agency=report.agency,
                changes={"sha256": exhibit.sha256},
            )
            record(
                "exhibit.released", actor=actor, subject=report, changes={"original": receipts.digest(original.code)}
            )
    except BaseException:
        default_storage.delete(stored)
        raise
    return exhibit


def originals_of(report: Report) -> list[Original]:
    """Files of the report, of its messages and of its letter, oldest first."""
    letter = getattr(report, "letter", None)
    found = Original.objects.filter(report=report)
    if letter is not None:
        found = found | Original.objects.filter(letter=letter)
    return list(found.order_by("pk").prefetch_related("releases__exhibit"))


def _of_report(report: Report, original: Original) -> Original:
    found = Original.objects.select_for_update().get(pk=original.pk)
    letter = getattr(report, "letter", None)
    if found.report_id == report.pk or (letter is not None and found.letter_id == letter.pk):
        return found
    raise Refusal("not_found", _("Tidak ditemukan."), status=404)


def _joined(report: Report, incident: Incident | None) -> Incident:
    links = report.links.all()
    if incident is not None:
        links = links.filter(incident=incident)
    link = links.order_by("-pk").first()
    if link is None:
        raise Refusal("not_joined", _("Gabungkan laporan atau buka perkara dahulu, lalu lepas buktinya."))
    return Incident.objects.select_for_update().get(pk=link.incident_id)


def _releasable(original: Original, event: Incident) -> None:
    if original.unreadable:
        raise Refusal(
            "not_cleanable",
            _(
                "Jejak pembuatnya tidak dapat dihapus dari berkas ini, jadi berkas tidak dapat dilepas. Minta foto atau PDF."
            ),
        )
    if not original.cleaned:
        raise Refusal("not_cleaned_yet", _("Berkas ini masih dibersihkan. Coba lagi sebentar lagi."))
    if ExhibitRelease.objects.filter(original=original, exhibit__incident=event).exists():
        raise Refusal("already_released", _("Berkas ini sudah dilepas sebagai bukti pada peristiwa ini."))


def _neutral(text: str) -> None:
    """A description says what is seen, not where it came from."""
    if re.search(r"\b(pelapor|anonim|laporan lp|lp-\d\d-|pengirim)\b", text, re.IGNORECASE):
        raise malformed({"description": [_("Uraikan apa yang terlihat, tanpa menyebut pelapor atau asal berkas.")]})


def _next_label(event: Incident) -> str:
    """B-01, B-02 …; the incident is locked, so no label is taken twice."""
    last = (
        Exhibit.objects.filter(incident=event, label__regex=r"^B-\d+$").order_by("-pk").values_list("label", flat=True)
    )
    number = max((int(label[2:]) for label in last), default=0) + 1
    return f"B-{number:02}"

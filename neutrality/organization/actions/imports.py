"""Importing from the page: upload, preview in the background, then save all or nothing."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.organization.importer import Outcome, run_import
from neutrality.organization.importer.columns import COLUMNS
from neutrality.organization.importer.reader import headers_of
from neutrality.organization.models import Agency, ImportRun
from neutrality.organization.rights import check
from neutrality.outbox.actions import owe

SHOWN = 200  # problems and people that the preview keeps
KEPT_DAYS = 7
S = ImportRun.State


@transaction.atomic
def start_import(*, actor: Any, agency: Agency, name: str, content: bytes) -> ImportRun:
    """Take a file; the preview follows in the background."""
    check(actor, agency)
    if len(content) > settings.UPLOAD_MAX_BYTES:
        most = settings.UPLOAD_MAX_BYTES // 1_000_000
        sentence = _("Berkas lebih besar dari %(most)s MB. Bagi menurut perangkat daerah.") % {"most": most}
        raise Refusal("too_large", sentence, fields={"file": [sentence]}, status=413)
    run = ImportRun(agency=agency, requested_by=actor, file_name=name[-200:])
    run.keep(content)
    run.save()
    _owe_check(run)
    return run


def _owe_check(run: ImportRun) -> None:
    owe("organization.import_check", key=f"import:{run.code}:check:{run.attempt}", payload={"run": run.code})


def check_import(*, code: str) -> None:
    """Background: compare the file with today and keep the preview. Safe to repeat."""
    run = ImportRun.objects.select_related("agency", "requested_by").get(code=code)
    if run.state != S.CHECKING:
        return
    try:
        outcome = run_import(actor=run.requested_by, agency=run.agency, name=run.file_name, content=run.content())
    except Refusal as refusal:
        run.message = str(refusal)[:500]
        run.state = S.FAILED
        if refusal.code == "columns_missing":
            run.state = S.COLUMNS
            run.preview = {"headers": headers_of(run.file_name, run.content())[:80]}
    else:
        run.preview = _preview(outcome)
        run.message = ""
        run.state = S.FAULTY if outcome.plan.problems else S.READY
    run.save()


def _preview(outcome: Outcome) -> dict[str, Any]:
    plan = outcome.plan
    samples: dict[str, list[str]] = {"added": [], "changed": [], "moved": [], "ended": []}
    for change in plan.changes:
        if change.what in samples and len(samples[change.what]) < SHOWN:
            samples[change.what].append(_told(change))
    samples["ended"] = [
        f"{known.employee.person.full_name}: {known.held[0].title}, {known.held[0].position.unit.name}"
        for known in plan.ended[:SHOWN]
        if known.held
    ]
    return {
        "counts": plan.counts(),
        "rows": outcome.rows,
        "notices": plan.notices[:50],
        "problems": [{"row": one.row, "column": one.column, "message": one.message} for one in plan.problems[:SHOWN]],
        "units": [" > ".join(unit) for unit in plan.new_units[:SHOWN]],
        "moved_units": [f"{unit.name} → {' > '.join(written[:-1])}" for unit, written in plan.moved_units[:SHOWN]],
        "renamed": [f"{unit.name} → {name}" for unit, name in plan.renamed_units[:SHOWN]]
        + [f"{post.name} → {name}" for post, name in plan.renamed_posts[:SHOWN]],
        "closed_posts": [f"{post.name}, {post.unit.name}" for post in plan.closed_posts[:SHOWN]],
        "samples": samples,
    }


def _told(change: Any) -> str:
    """One line about one employee: what was and what will be."""
    parts = [f"{column} {old or '–'} → {new or '–'}" for column, (old, new) in change.fields.items()]
    if change.starts or change.ends:
        old = ", ".join(f"{row.title}, {row.position.unit.name}" for row in change.ends) or "–"
        new = ", ".join(f"{post.name}, {post.unit[-1]}" for post in change.starts) or "–"
        parts.append(f"{old} → {new}" if change.ends else new)
    parts += [f"TMT {row.starts_on} → {starts}" for row, starts in change.adjusts]
    if change.superior is not None:
        parts.append(_("atasan langsung dikukuhkan"))
    return f"{change.entry.name}: {'; '.join(str(part) for part in parts)}"


@transaction.atomic
def save_import(*, actor: Any, run: ImportRun) -> ImportRun:
    """Owe the writing of a preview without errors."""
    check(actor, run.agency)
    run = ImportRun.objects.select_for_update(of=("self",)).select_related("agency").get(pk=run.pk)
    if run.state != S.READY:
        raise Refusal("not_ready", _("Hanya pratinjau tanpa kesalahan yang dapat disimpan."))
    run.state, run.progress, run.requested_by = S.WRITING, 0, actor
    run.save()
    owe("organization.import_write", key=f"import:{run.code}:write:{run.attempt}", payload={"run": run.code})
    return run


def write_import(*, code: str) -> None:
    """Background: write what the preview showed; where the register changed since, show it anew instead."""
    run = ImportRun.objects.select_related("agency", "requested_by").get(code=code)
    if run.state != S.WRITING:
        return
    act: dict[str, Any] = {
        "actor": run.requested_by,
        "agency": run.agency,
        "name": run.file_name,
        "content": run.content(),
    }
    try:
        with transaction.atomic():
            Agency.objects.select_for_update().get(pk=run.agency_id)
            fresh = _preview(run_import(**act))
            if fresh["counts"] != run.preview.get("counts"):
                run.preview, run.attempt = fresh, run.attempt + 1
                run.state = S.FAULTY if fresh["problems"] else S.READY
                run.message = _("Data pegawai berubah sejak pratinjau. Periksa lagi sebelum menyimpan.")
            else:
                run_import(**act, commit=True, progress=lambda done, total: _tell(run.pk, 100 * done // total))
                run.state, run.progress, run.message = S.DONE, 100, ""
    except Refusal as refusal:
        run.state, run.message = S.FAILED, str(refusal)[:500]
    run.save()


def _tell(run_id: int, percent: int) -> None:
    """Progress through a connection of its own: the writing is one transaction nobody sees into."""
    beside = connections.create_connection("default")
    try:
        with beside.cursor() as cursor:
            cursor.execute("UPDATE organization_importrun SET progress = %s WHERE id = %s", [percent, run_id])
    finally:
        beside.close()


@transaction.atomic
def save_import_columns(*, actor: Any, run: ImportRun, mapping: dict[str, str]) -> ImportRun:
    """Keep how the agency's files call their columns, and look at the file again."""
    check(actor, run.agency)
    run = ImportRun.objects.select_for_update(of=("self",)).select_related("agency").get(pk=run.pk)
    if run.state != S.COLUMNS:
        raise Refusal("not_ready", _("Kolom berkas ini sudah dikenal."))
    wrong = [column for column in mapping.values() if column not in COLUMNS]
    if wrong:
        raise Refusal("unknown_column", _("Kolom %(column)s tidak dikenal.") % {"column": wrong[0]}, status=400)
    agency = Agency.objects.select_for_update().get(pk=run.agency_id)
    before = agency.choices.get("import_columns", {})
    agency.choices["import_columns"] = before | mapping
    agency.save(update_fields=["choices"])
    record("register.edited", actor=actor, subject=agency, changes={"import_columns": [before, before | mapping]})
    run.state, run.attempt, run.message = S.CHECKING, run.attempt + 1, ""
    run.save()
    _owe_check(run)
    return run


@transaction.atomic
def drop_import(*, actor: Any, run: ImportRun) -> ImportRun:
    """Give up a preview: the file goes."""
    check(actor, run.agency)
    run = ImportRun.objects.select_for_update(of=("self",)).select_related("agency").get(pk=run.pk)
    if run.is_busy:
        raise Refusal("busy", _("Berkas sedang diproses. Tunggu sampai selesai."))
    run.state, run.message = S.FAILED, _("Dibatalkan.")
    run.save()
    return run


def purge_imports() -> int:
    """Files of previews that nobody saved within a week go; how many. Safe to repeat."""
    old = timezone.now() - timedelta(days=KEPT_DAYS)
    waiting = ImportRun.objects.filter(requested_at__lt=old).exclude(state__in=[S.DONE, S.FAILED])
    return waiting.update(state=S.FAILED, sealed=b"", message=_("Pratinjau ini kedaluwarsa. Unggah berkasnya lagi."))

"""An import from file to register: understand, compare, and (with ``commit``) write all or nothing."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.organization.importer import apply
from neutrality.organization.importer.diff import Plan, compare
from neutrality.organization.importer.reader import read
from neutrality.organization.importer.rows import understand
from neutrality.organization.importer.state import State
from neutrality.organization.models import Agency
from neutrality.organization.rights import check
from neutrality.workdays import today


@dataclass
class Outcome:
    plan: Plan
    rows: int
    sha256: str
    written: bool


def run_import(
    *,
    actor: Any,
    agency: Agency,
    name: str,
    content: bytes,
    commit: bool = False,
    progress: apply.Progress | None = None,
) -> Outcome:
    """Compare a file with today's register; with ``commit`` write it when it has no error.

    Two imports of one agency wait for one another. Raises Refusal for an unreadable file.
    """
    check(actor, agency)
    sheet = read(name, content, agency.choices.get("import_columns"))
    entries, problems = understand(sheet)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        Agency.objects.select_for_update().get(pk=agency.pk)
        state = State(agency, today(agency))
        plan = compare(entries, sheet.columns, state)
        plan.problems = sorted([*problems, *plan.problems], key=lambda problem: (problem.row, problem.column))
        plan.notices = [*sheet.notices, *plan.notices]
        outcome = Outcome(plan, len(sheet.rows), digest, written=False)
        if not commit or plan.problems or plan.is_empty:
            return outcome
        counts = plan.counts()
        try:
            with transaction.atomic():
                apply.write(plan, state, actor=actor, progress=progress)
        except IntegrityError as clash:
            raise Refusal(
                "import_conflict",
                _(
                    "Dua orang memegang satu jabatan pada hari yang sama. Tidak ada yang disimpan."
                    " Keterangan basis data: %(detail)s"
                )
                % {"detail": str(clash).partition("DETAIL:")[2].strip()[:300]},
            ) from clash
        record(
            "register.imported", actor=actor, subject=agency,
            changes={"file": name, "sha256": digest, "rows": outcome.rows} | counts,
        )  # fmt: skip
        outcome.written = True
    return outcome


def summary_lines(outcome: Outcome) -> list[str]:
    """The outcome in sentences, as the command prints and the page shows it."""
    counts = outcome.plan.counts()
    words = {
        "added": _("Ditambah"), "changed": _("Berubah"), "moved": _("Pindah jabatan atau unit"),
        "ended": _("Berakhir"), "same": _("Tetap"), "units_added": _("Unit baru"), "units_moved": _("Unit pindah"),
        "units_renamed": _("Unit berganti nama"), "positions_added": _("Jabatan baru"),
        "positions_changed": _("Jabatan berubah"), "positions_closed": _("Jabatan ditutup"), "errors": _("Kesalahan"),
    }  # fmt: skip
    lines = [_("Baris data: %(count)s") % {"count": outcome.rows}]
    return lines + [f"{label}: {counts[name]}" for name, label in words.items()]

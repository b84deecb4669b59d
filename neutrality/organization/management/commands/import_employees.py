"""``manage.py import_employees FILE [--agency CODE] [--commit]``: a dry run first, then all or nothing."""

from collections.abc import Iterable
from typing import Any

from neutrality.audit.actions import SYSTEM
from neutrality.organization.importer import Outcome, run_import, summary_lines
from neutrality.organization.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Impor pegawai dari XLSX atau CSV. Tanpa --commit tidak ada yang disimpan."

    def run_file(self, **how: Any) -> Outcome:
        return run_import(actor=SYSTEM, progress=self._tell if how["commit"] else None, **how)

    def lines(self, outcome: Outcome) -> Iterable[str]:
        return [*outcome.plan.notices, *summary_lines(outcome)]

    def _tell(self, done: int, total: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{100 * done // total} %", ending="" if done < total else "\n")

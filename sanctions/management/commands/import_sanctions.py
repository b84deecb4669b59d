"""``manage.py import_sanctions FILE [--agency CODE] [--commit]``: earlier sanctions, a dry run first, then all or nothing."""

from collections.abc import Iterable
from typing import Any

from neutrality.audit.actions import SYSTEM
from neutrality.organization.management.importing import ImportCommand
from sanctions.earlier.actions import Outcome, run

_WORDS = {"added": "Ditambah", "changed": "Berubah", "same": "Tetap", "errors": "Kesalahan"}


class Command(ImportCommand):
    help = "Impor hukuman lama dari XLSX atau CSV. Tanpa --commit tidak ada yang disimpan."

    def run_file(self, **how: Any) -> Outcome:
        return run(actor=SYSTEM, **how)

    def lines(self, outcome: Outcome) -> Iterable[str]:
        counts = [f"{_WORDS[name]}: {count}" for name, count in outcome.plan.counts().items()]
        return [f"Baris data: {outcome.plan.read}", *counts, *outcome.plan.notices]

"""``manage.py deadlines run``: count anew what the calendar changed, then warn of limits that are half, four
fifths or wholly used up, and note those that were missed. Safe to run twice, and twice at once."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cases.actions import warnings


class Command(BaseCommand):
    help = "Mengingatkan pemegang tugas dan atasannya pada 50, 80, dan 100 persen batas waktu. Aman diulang."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["run"])
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="tanggal, bawaan hari ini")

    def handle(self, *args: Any, **options: Any) -> None:
        done = warnings.run(on=options["on"])
        self.stdout.write(
            f"{done.warned} batas diingatkan, {done.missed} lewat batas, {done.recounted} dihitung ulang."
        )

"""``manage.py deadlines run``: warn of limits that are half, four fifths or wholly used up."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cases.actions.warnings import warn_all


class Command(BaseCommand):
    help = "Mengingatkan pemegang tugas dan atasannya pada 50, 80, dan 100 persen batas waktu. Aman diulang."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["run"])
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="tanggal, bawaan hari ini")

    def handle(self, *args: Any, **options: Any) -> None:
        warned = warn_all(on=options["on"])
        self.stdout.write(f"{warned} batas diingatkan.")

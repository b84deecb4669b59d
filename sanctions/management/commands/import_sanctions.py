"""``manage.py import_sanctions FILE [--agency CODE] [--commit]``: earlier sanctions, a dry run first, then all or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from neutrality.audit.actions import SYSTEM
from neutrality.errors import Refusal
from neutrality.organization.management.commands.import_employees import agency_of
from sanctions.earlier.actions import run


class Command(BaseCommand):
    help = "Impor hukuman lama dari XLSX atau CSV. Tanpa --commit tidak ada yang disimpan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--agency", default="", help="kode instansi; bawaan: DEFAULT_AGENCY, atau satu-satunya")
        parser.add_argument("--commit", action="store_true", help="simpan bila tidak ada kesalahan")

    def handle(self, *args: Any, file: str, agency: str, commit: bool, **options: Any) -> None:
        path = Path(file)
        try:
            content = path.read_bytes()
        except OSError as missing:
            raise CommandError(f"Berkas tidak dapat dibuka: {path} ({missing.strerror}).") from missing
        try:
            outcome = run(actor=SYSTEM, agency=agency_of(agency), name=path.name, content=content, commit=commit)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        words = {"added": "Ditambah", "changed": "Berubah", "same": "Tetap", "errors": "Kesalahan"}
        self.stdout.write(f"Baris data: {outcome.plan.read}")
        for name, count in outcome.plan.counts().items():
            self.stdout.write(f"{words[name]}: {count}")
        for line in [*outcome.plan.notices, *map(str, outcome.plan.problems)]:
            self.stdout.write(line)
        if outcome.plan.problems:
            raise CommandError("Ada kesalahan. Tidak ada yang disimpan.")
        if outcome.written:
            self.stdout.write("Disimpan.")
        elif commit:
            self.stdout.write("Tidak ada yang berubah.")
        else:
            self.stdout.write("Uji saja: tidak ada yang disimpan. Ulangi dengan --commit untuk menyimpan.")

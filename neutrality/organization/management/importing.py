"""The frame of commands that import a file: ``FILE [--agency CODE] [--commit]``, a dry run first, then all or nothing."""

from abc import abstractmethod
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from neutrality.errors import Refusal
from neutrality.organization.models import Agency


class Imported(Protocol):
    """What an import gives back: its plan with ``problems``, and whether it was written."""

    plan: Any
    written: bool


class ImportCommand(BaseCommand):
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--agency", default="", help="kode instansi; bawaan: DEFAULT_AGENCY, atau satu-satunya")
        parser.add_argument("--commit", action="store_true", help="simpan bila tidak ada kesalahan")

    @abstractmethod
    def run_file(self, **how: Any) -> Imported:
        """The import itself, with ``agency``, ``name``, ``content`` and ``commit``."""

    @abstractmethod
    def lines(self, outcome: Any) -> Iterable[str]:
        """The summary, before the mistakes."""

    def handle(self, *args: Any, file: str, agency: str, commit: bool, **options: Any) -> None:
        path = Path(file)
        try:
            content = path.read_bytes()
        except OSError as missing:
            raise CommandError(f"Berkas tidak dapat dibuka: {path} ({missing.strerror}).") from missing
        try:
            outcome = self.run_file(agency=agency_of(agency), name=path.name, content=content, commit=commit)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        for line in [*self.lines(outcome), *map(str, outcome.plan.problems)]:
            self.stdout.write(line)
        if outcome.plan.problems:
            raise CommandError("Ada kesalahan. Tidak ada yang disimpan.")
        if outcome.written:
            self.stdout.write("Disimpan.")
        elif commit:
            self.stdout.write("Tidak ada yang berubah.")
        else:
            self.stdout.write("Uji saja: tidak ada yang disimpan. Ulangi dengan --commit untuk menyimpan.")


def agency_of(code: str) -> Agency:
    """The agency of a code, else DEFAULT_AGENCY, else the only one; CommandError names what there is."""
    code = code or settings.DEFAULT_AGENCY
    if code:
        found = Agency.objects.filter(code=code).first()
        if found is None:
            known = ", ".join(Agency.objects.order_by("code").values_list("code", flat=True)[:30])
            raise CommandError(f"Instansi {code!r} tidak ada. Yang ada: {known}.")
        return found
    some = list(Agency.objects.all()[:2])
    if len(some) != 1:
        raise CommandError("Sebutkan instansinya dengan --agency KODE.")
    return some[0]

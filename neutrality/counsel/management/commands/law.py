"""``manage.py law check``, ``diff OLD NEW``, ``coverage``, ``release VERSION``: is the catalogue safe to use and to change?"""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from neutrality.counsel import rechecks
from neutrality.law import FactsInvalid, assess, coverage, released
from neutrality.law.catalogue import Catalogue, CatalogueInvalid, load, versions
from neutrality.law.check import problems
from neutrality.law.diff import answer_changes, changed_rows

# The tests of the law, and where they leave what they used (tests/law_coverage.py).
TESTS = ("tests/law", "tests/counsel")
USED = Path(settings.BASE_DIR) / ".pytest_cache" / "d" / "law-coverage"
# Sources are where rows were read, not rules.
NOT_RULES = ("sources",)


class Command(BaseCommand):
    help = "Memeriksa katalog hukum, membandingkan dua versi, atau menunjukkan cakupan ujinya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        subcommands = parser.add_subparsers(dest="subcommand", required=True)
        check = subcommands.add_parser("check", help="Skema, rujukan, tanggal, dan jangkauan.")
        check.add_argument("--version-of-law", dest="law", help="Hanya versi ini, misalnya 2026.11.1.")
        diff = subcommands.add_parser("diff", help="Apa yang berubah dari OLD ke NEW, dan perkara mana yang tersentuh.")
        diff.add_argument("old")
        diff.add_argument("new")
        subcommands.add_parser("coverage", help="Baris katalog yang dipakai uji terakhir.")
        release = subcommands.add_parser(
            "release", help="Catat sidik sebuah versi; sesudahnya isinya tidak berubah lagi."
        )
        release.add_argument("law")

    def handle(self, *args: Any, subcommand: str, **options: Any) -> None:
        with override("id"):
            getattr(self, f"run_{subcommand}")(**options)

    # --- check ------------------------------------------------------------------
    def run_check(self, law: str | None = None, **options: Any) -> None:
        bad = 0
        for version in [law] if law else versions():
            found = self._problems(version)
            bad += len(found)
            for line in found:
                self.stdout.write(f"{version}: {line}")
            if not found:
                rows = sum(len(table) for table in load(version).tables.values())
                text = _("Katalog %(version)s: %(rows)s baris, semua rujukan dan tanggal cocok; %(state)s.")
                sealed = version in released.recorded()
                state = _("dirilis dan tidak berubah") if sealed else _("belum dirilis")
                self.stdout.write(text % {"version": version, "rows": rows, "state": state})
        for version in [] if law else released.missing():
            bad += 1
            self.stdout.write(f"{version}: " + _("dirilis, tetapi berkasnya tidak ada lagi"))
        if bad:
            raise CommandError(_("%(n)s masalah pada katalog hukum.") % {"n": bad})

    def _problems(self, version: str) -> list[str]:
        try:
            changed = released.problem(version)
            return [*problems(self._load(version)), *([changed] if changed else [])]
        except CatalogueInvalid as error:
            return error.problems

    def _load(self, version: str) -> Catalogue:
        try:
            return load(version)
        except LookupError:
            known = ", ".join(versions())
            raise CommandError(_("Tidak ada katalog %(version)s. Yang ada: %(known)s.")
                               % {"version": version, "known": known}) from None  # fmt: skip

    # --- release ----------------------------------------------------------------
    def run_release(self, law: str, **options: Any) -> None:
        found = self._problems(law)
        if found:
            raise CommandError(_("Katalog %(version)s belum dapat dirilis: %(first)s.")
                               % {"version": law, "first": found[0]})  # fmt: skip
        self.stdout.write(f"{law} {released.release(law)}")

    # --- diff -------------------------------------------------------------------
    def run_diff(self, old: str, new: str, **options: Any) -> None:
        try:
            before, after = self._load(old), self._load(new)
        except CatalogueInvalid as error:
            raise CommandError(str(error)) from None  # law check says every problem
        rows = changed_rows(before, after)
        signs = {"added": "+", "removed": "−", "changed": "±"}
        for row in rows:
            columns = f" ({', '.join(row.columns)})" if row.columns else ""
            self.stdout.write(f"{signs[row.kind]} {row.table}/{row.id}{columns}")
        self.stdout.write(_("%(n)s baris katalog berbeda.") % {"n": len(rows)})
        touched = asked = 0
        for one in rechecks.kept():
            asked += 1
            lines = self._recheck(one, before, after)
            touched += bool(lines)
            for line in lines:
                self.stdout.write(f"{one.label}: {line}")
        self.stdout.write(_("%(n)s dari %(all)s perkara dan keputusan tersentuh.") % {"n": touched, "all": asked})

    def _recheck(self, one: rechecks.Kept, before: Catalogue, after: Catalogue) -> list[str]:
        """How the answer changes; and whether the engine itself answers otherwise than what was kept."""
        try:
            lines = [_("mesin berubah: %(what)s") % {"what": line} for line in rechecks.engine_changes(one)]
            was = assess(one.facts, catalogue=before, calendar=one.calendar, positions=one.positions).as_dict()
            now = assess(one.facts, catalogue=after, calendar=one.calendar, positions=one.positions).as_dict()
        except FactsInvalid as error:
            return [_("faktanya tidak lagi dikenal: %(fields)s") % {"fields": ", ".join(error.fields)}]
        except LookupError:
            return [_("katalog %(version)s yang dipakainya tidak ada lagi") % {"version": one.version}]
        return lines + answer_changes(was, now)

    # --- coverage ---------------------------------------------------------------
    def run_coverage(self, **options: Any) -> None:
        used = coverage.collected(USED) or self._recorded_now()
        catalogue = load()
        missing = 0
        for name, table in catalogue.tables.items():
            if name in NOT_RULES:
                continue
            left = [row for row in table if f"{name}/{row}" not in used]
            missing += len(left)
            share = 100 * (len(table) - len(left)) / max(len(table), 1)
            self.stdout.write(
                f"{name:20} {len(table) - len(left):4}/{len(table):<4} {share:5.1f} %  {' '.join(left)}".rstrip()
            )
        total = sum(len(table) for name, table in catalogue.tables.items() if name not in NOT_RULES)
        self.stdout.write(f"{'total':20} {total - missing:4}/{total:<4} {100 * (total - missing) / total:5.1f} %")
        if missing:
            text = _("%(n)s baris tidak dipakai uji terakhir. Bila itu hanya sebagian, jalankan ./test %(all)s.")
            raise CommandError(text % {"n": missing, "all": " ".join(TESTS)})

    def _recorded_now(self) -> set[str]:
        """No test has run here yet: run those of the law, on a database of their own."""
        program = Path(settings.BASE_DIR) / "test"
        if not program.is_file():
            raise CommandError(_("Belum ada catatan, dan uji tidak ikut terpasang di sini."))
        self.stderr.write(_("Belum ada catatan; menjalankan ./test %(all)s …") % {"all": " ".join(TESTS)})
        ours = ("DATABASE_", "DATA_DIR", "DJANGO_SETTINGS_MODULE")
        env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        ran = subprocess.run([str(program), *TESTS], env=env, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
        if ran.returncode:
            raise CommandError(_("Uji hukum gagal; perbaiki dahulu."))
        return coverage.collected(USED)

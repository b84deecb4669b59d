"""``manage.py journal verify``: does the journal hold? ``journal anchor``: fix it now."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from neutrality import formats
from neutrality.audit import anchors, verification


class Command(BaseCommand):
    help = "Memeriksa atau menjangkarkan jejak audit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        subcommands = parser.add_subparsers(dest="subcommand", required=True)
        check = subcommands.add_parser("verify", help="Periksa semua rantai dan jangkarnya.")
        check.add_argument("--chain", help="Hanya rantai ini, misalnya case:KS-24-7QHM.")
        check.add_argument("--anchors", type=Path, help="Folder salinan berkas jangkar, bila disimpan di tempat lain.")
        check.add_argument("--without-anchors", action="store_true", help="Tanpa berkas jangkar.")
        subcommands.add_parser("anchor", help="Buat jangkar sekarang.")

    def handle(self, *args: Any, subcommand: str, **options: Any) -> None:
        with override("id"):
            getattr(self, subcommand)(**options)

    def verify(self, chain: str | None, anchors: Path | None, without_anchors: bool, **options: Any) -> None:
        result = verification.verify(chain=chain, anchor_folder=anchors, with_anchors=not without_anchors)
        about = {"rows": formats.number(result.rows), "chains": formats.number(result.chains)}
        if result.holds:
            self.stdout.write(_("%(rows)s baris dalam %(chains)s rantai utuh.") % about)
            if result.anchors:
                self.stdout.write(_("%(n)s jangkar cocok.") % {"n": formats.number(result.anchors)})
            return
        for finding in result.findings:
            self.stdout.write(finding.message)
        if result.broken_chains > verification.EXPLAINED_CHAINS:
            self.stdout.write(_("Hanya %(n)d rantai pertama dijelaskan.") % {"n": verification.EXPLAINED_CHAINS})
        about["broken"] = formats.number(result.broken_chains)
        raise CommandError(
            _("Jejak audit TIDAK utuh: %(broken)s dari %(chains)s rantai rusak (%(rows)s baris).") % about
        )

    def anchor(self, **options: Any) -> None:
        dropped = anchors.drop()
        self.stdout.write(
            _("Jangkar %(n)d: %(rows)s baris, %(chains)s rantai, sidik %(digest)s.")
            % {
                "n": dropped.number,
                "rows": formats.number(dropped.rows),
                "chains": formats.number(dropped.chains),
                "digest": dropped.digest,
            }
        )

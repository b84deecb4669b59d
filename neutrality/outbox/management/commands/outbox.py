"""``manage.py outbox status``: what is owed, what failed. ``retry`` the failed, ``drain`` without a worker."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from neutrality import formats
from neutrality.audit.actions import SYSTEM
from neutrality.outbox import actions, queries, runner


class Command(BaseCommand):
    help = "Menampilkan, mengulang, atau mengerjakan pekerjaan tertunda."

    def add_arguments(self, parser: ArgumentParser) -> None:
        subcommands = parser.add_subparsers(dest="subcommand", required=True)
        subcommands.add_parser("status", help="Jumlah yang menunggu dan yang gagal.")
        again = subcommands.add_parser("retry", help="Ulangi yang gagal.")
        again.add_argument("--kind", help="Hanya jenis ini, misalnya documents.render.")
        subcommands.add_parser("drain", help="Kerjakan semua yang jatuh tempo di sini, tanpa pekerja Celery.")

    def handle(self, *args: Any, subcommand: str, **options: Any) -> None:
        with override("id"):
            getattr(self, subcommand)(**options)

    def status(self, **options: Any) -> None:
        found = queries.backlog()
        self.stdout.write(
            _("%(open)s menunggu, yang tertua %(seconds)s detik. %(failed)s gagal.")
            % {
                "open": formats.number(found["open"]),
                "seconds": formats.number(int(found["oldest"].total_seconds())),
                "failed": formats.number(found["failed"]),
            }
        )
        for owed in queries.failed()[:50]:
            self.stdout.write(f"{owed.kind} {owed.key}: {owed.last_error}")

    def retry(self, kind: str | None, **options: Any) -> None:
        failed = list(queries.failed(kind))
        for owed in failed:
            actions.retry(owed_id=owed.pk, actor=SYSTEM)
        self.stdout.write(_("%(n)s pekerjaan diulang.") % {"n": formats.number(len(failed))})

    def drain(self, **options: Any) -> None:
        self.stdout.write(_("%(n)s pekerjaan selesai.") % {"n": formats.number(runner.drain())})

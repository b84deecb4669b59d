"""``manage.py token USERNAME [--scope cases:read …]``: print a new bearer token."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from neutrality.accounts import actions
from neutrality.accounts.models import User
from neutrality.accounts.scopes import SCOPES
from neutrality.audit.actions import SYSTEM
from neutrality.errors import Refusal


class Command(BaseCommand):
    help = "Terbitkan token baru untuk sebuah akun. Token hanya ditampilkan sekali."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--scope", action="append", default=[], dest="scopes", metavar="SCOPE",
            help=f"dapat diulang; tanpa ini semua yang boleh dilakukan akun. Yang ada: {', '.join(SCOPES)}",
        )  # fmt: skip
        parser.add_argument("--days", type=int, default=None, help="berlaku sekian hari; tanpa ini tidak berakhir")
        parser.add_argument("--label", default="", help="keterangan, misalnya nama program pemakai")

    def handle(
        self, *args: Any, username: str, scopes: list[str], days: int | None, label: str, **options: Any
    ) -> None:
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"Akun {username!r} tidak ada atau sudah ditutup.")
        expires_at = timezone.now() + timedelta(days=days) if days else None
        wanted = [one for scope in scopes for one in scope.replace(",", " ").split()]
        try:
            _token, secret = actions.issue_token(
                actor=SYSTEM, user=user, scopes=wanted, label=label, expires_at=expires_at
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(secret)

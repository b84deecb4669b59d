"""``manage.py demo``: the training city, fictional from the first name to the last number."""

import os
import subprocess
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from neutrality import embedded
from neutrality.cluster import Cluster
from neutrality.demo import (
    accounts,
    circulars,
    city,
    days,
    letterheads,
    matters,
    positions,
    region,
    reports,
    staff,
    ties,
)
from neutrality.demo.nation import loading
from neutrality.documents.models import NumberSeries
from neutrality.management.commands.serve import _manage
from neutrality.organization.models import Agency, Employee, OrgUnit
from neutrality.outbox import runner

# Forms of decisions: official ones 6 to 15, local ones, and the decision on an objection.
DECISIONS = "F06_*,F07_*,F08_*,F09_*,F10_*,F11_*,F12_*,F13_*,F14_*,F15_*,L0*,P12_*"


NOT_EMPTY = "Basis data ini sudah berisi instansi; demo tidak menimpa apa pun."


class Command(BaseCommand):
    help = "Isi instalasi latihan dengan Kota Pontianak contoh: unit, pegawai, laporan, perkara, surat, edaran."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", choices=["kota", "provinsi", "nasional"], default="kota")
        parser.add_argument(
            "--factor", type=float, default=1.0, help="hanya nasional: bagian dari seluruh negeri, misalnya 0.01"
        )

    def handle(self, *, scale: str, factor: float = 1.0, **_: Any) -> None:
        if not settings.TRAINING:
            self._become_training(scale, factor)
            return
        if Agency.objects.exists():
            raise CommandError(NOT_EMPTY)
        start = time.monotonic()
        if scale == "provinsi":
            self._province(start)
            return
        if scale == "nasional":
            self._nation(factor, start)
            return
        with transaction.atomic():
            people = self._city()
        accounts.make(people)
        positions.settle()
        matters.tell(people)
        days.tell(people)
        reports.tell(people)
        circulars.tell(people)
        ties.tell(people)
        rendered = runner.drain(include_held=True)
        self.stdout.write(f"Kota latihan siap: {rendered} tugas antrean, {time.monotonic() - start:.0f} detik.")

    def _become_training(self, scale: str, factor: float) -> None:
        """An empty embedded installation becomes one for training, migrated and filled in one go; no other does."""
        data = embedded.data_dir()
        if Path(settings.DATABASES["default"]["HOST"]) != Cluster(data).socket_folder:
            raise CommandError("Demo hanya untuk instalasi latihan (TRAINING=1).")
        if subprocess.call(_manage("migrate", "--no-input", "-v", "0")):
            raise CommandError("Migrasi basis data gagal; pesan di atas menyebut sebabnya.")
        if Agency.objects.exists():
            raise CommandError(NOT_EMPTY)
        connection.close()
        marker = data / "training"
        marker.write_text("seeding")
        os.environ.update(embedded.training_environment(data) | dict(os.environ))
        if subprocess.call(_manage("demo", "--scale", scale, "--factor", str(factor))):
            raise CommandError("Data latihan gagal diisi; pesan di atas menyebut sebabnya.")
        marker.write_text("seeded")
        self.stdout.write(f"Sandi semua akun: {os.environ['DEMO_PASSWORD']}. Jalankan: ./run --data {data}")

    def _province(self, start: float) -> None:
        """14,851 ASN and eight suspected cases, fourteen agencies beside them."""
        cases, logins = region.build()
        positions.settle()
        rendered = runner.drain(include_held=True)
        people = Employee.objects.filter(agency__code="kalbar").count()
        self.stdout.write(
            f"Provinsi latihan siap: {people} ASN, {cases} dugaan, 14 kabupaten dan kota; {rendered} tugas antrean,"
            f" {time.monotonic() - start:.0f} detik."
        )
        for login in logins:
            self.stdout.write(f"  {login.username:<14} {login.what}")

    def _nation(self, factor: float, start: float) -> None:
        """550 agencies, 4.7 million employees, a million cases: rows for measuring, told to nobody."""
        if not 0 < factor <= 1:
            raise CommandError("--factor ialah bagian dari 1, misalnya 0.01.")
        logins = loading.load(factor, lambda words: self.stdout.write(f"  {time.strftime('%H:%M:%S')} {words}"))
        self.stdout.write(
            f"Negeri latihan siap: {Agency.objects.count()} instansi, {Employee.objects.count()} ASN,"
            f" {time.monotonic() - start:.0f} detik. Ukur dengan: python -m tests.benchmarks.scale --data FOLDER"
        )
        for username, what in logins:
            self.stdout.write(f"  {username:<14} {what}")

    def _city(self) -> staff.Staff:
        province = Agency.objects.create(
            code="kalbar", name="Pemerintah Provinsi Kalimantan Barat", short_name="Provinsi Kalimantan Barat",
            kind="provinsi", region="Kalimantan Barat",
        )  # fmt: skip
        agency = Agency.objects.create(
            code="pontianak", name="Pemerintah Kota Pontianak", short_name="Kota Pontianak", kind="kota",
            region="Kota Pontianak", parent=province, hosts=["127.0.0.1", "localhost"],
        )  # fmt: skip
        units = city.build(agency)
        agency.choices |= letterheads.choices(units)
        agency.save(update_fields=["choices"])
        people = staff.settle(agency, units)
        for unit in OrgUnit.objects.filter(agency=agency, letter_code__in=["BKPSDM", "ITKO"]):
            self._series(unit)
        return people

    def _series(self, unit: OrgUnit) -> None:
        """Secret letters have a series of their own, and decisions one beside it."""
        code = "BKPSDM" if unit.letter_code == "BKPSDM" else "ITKO"
        for classification, pattern, kinds, number in (
            ("RAHASIA", "800.1.6.2", "*", 498),
            ("RAHASIA", "800.1.6.4", DECISIONS, 77),
            ("BIASA", "100.3.4", "*", 47),
        ):
            NumberSeries.objects.create(
                unit=unit, classification=classification, year=2024, kinds=kinds,
                pattern=f"{pattern}/{{nomor}}/{code}/{{tahun}}", next_number=number,
            )  # fmt: skip

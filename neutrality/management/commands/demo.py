"""``manage.py demo``: the training city, fictional from the first name to the last number."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from neutrality.demo import accounts, circulars, city, matters, reports, staff
from neutrality.documents.models import NumberSeries
from neutrality.organization.models import Agency, OrgUnit
from neutrality.outbox import runner


class Command(BaseCommand):
    help = "Isi instalasi latihan dengan Kota Pontianak contoh: unit, pegawai, laporan, perkara, surat, edaran."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", choices=["kota"], default="kota")

    def handle(self, *, scale: str, **_: Any) -> None:
        if not settings.TRAINING:
            raise CommandError("Demo hanya untuk instalasi latihan (TRAINING=1).")
        if Agency.objects.exists():
            raise CommandError("Basis data ini sudah berisi instansi; demo tidak menimpa apa pun.")
        start = time.monotonic()
        with transaction.atomic():
            people = self._city()
        accounts.make(people)
        matters.tell(people)
        reports.tell(people)
        circulars.tell(people)
        rendered = runner.drain(include_held=True)
        self.stdout.write(f"Kota latihan siap: {rendered} tugas antrean, {time.monotonic() - start:.0f} detik.")

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
        people = staff.settle(agency, units)
        for unit in OrgUnit.objects.filter(agency=agency, letter_code__in=["BKPSDM", "ITKO"]):
            self._series(unit)
        return people

    def _series(self, unit: OrgUnit) -> None:
        """Secret letters have a series of their own."""
        code = "BKPSDM" if unit.letter_code == "BKPSDM" else "ITKO"
        NumberSeries.objects.create(
            unit=unit,
            classification="RAHASIA",
            year=2024,
            pattern=f"800.1.6.2/{{nomor}}/{code}/{{tahun}}",
            next_number=498,
        )
        NumberSeries.objects.create(
            unit=unit, classification="BIASA", year=2024, pattern=f"100.3.4/{{nomor}}/{code}/{{tahun}}", next_number=47
        )

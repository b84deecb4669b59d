"""Reports that are not the city's to sanction: one forwarded and signed, one whose letter waits for its signature."""

from datetime import date
from typing import Any

from cases.actions import forwarding, intake, triage
from cases.models import Forwarding
from neutrality.accounts.models import User
from neutrality.demo import papers
from neutrality.demo.clock import standing_on
from neutrality.outbox import runner

# day entered, day forwarded, what was told, how it is forwarded, whether the letter is signed
FORWARDED: list[tuple[date, date, dict[str, Any], dict[str, str], bool]] = [
    (
        date(2024, 10, 7), date(2024, 10, 9),
        {"channel": "walk_in", "narrative": "Pegawai kabupaten tetangga ikut membagikan kaus di pasar.",
         "occurred_on": "2024-10-05", "place": "Pasar Contoh", "conduct": ["PP94-N-02"]},
        {"rule": "FW-10", "sent_as": "laporan",
         "body": "Seorang pegawai instansi lain diduga membagikan kaus bergambar peserta pemilihan di pasar."},
        True,
    ),
    (
        date(2024, 10, 14), date(2024, 10, 15),
        {"channel": "phone", "narrative": "Ada pembagian uang menjelang rapat umum, melibatkan seorang pegawai.",
         "occurred_on": "2024-10-12", "place": "Lapangan Contoh", "conduct": ["other"]},
        {"rule": "FW-01", "sent_as": "informasi_awal",
         "body": "Kami menerima keterangan tentang dugaan pemberian uang pada kegiatan kampanye 12 Oktober 2024."},
        False,
    ),
]  # fmt: skip


def forward(analyst: User) -> None:
    for entered, sent, data, how, signed in FORWARDED:
        with standing_on(entered):
            report = intake.enter_report(actor=analyst, data=data)
        with standing_on(sent):
            triage.begin_review(actor=analyst, report=report)
            row = forwarding.forward_report(actor=analyst, report=report, **how)
            runner.drain(include_held=True)
            if signed:
                row = Forwarding.objects.select_related("document", "report__agency").get(pk=row.pk)
                forwarding.sign(actor=analyst, forwarding=row, signed_on=sent, scan=papers.scan("Surat penerusan"))

"""What lies in the inbox: reports of every kind, two letters of Bawaslu, and one event told twice."""

from datetime import date
from typing import Any

from cases.actions import intake, letters, triage
from cases.actions.exhibits import release_exhibit
from cases.models import Case, Report
from neutrality.accounts.models import User
from neutrality.demo import forwarded, papers
from neutrality.demo.clock import standing_on
from neutrality.demo.staff import Staff
from neutrality.outbox import runner

# day received, channel, what the reporter told
TOLD: list[tuple[date, dict[str, Any]]] = [
    (date(2024, 10, 9), {
        "narrative": "Selesai rapat pagi, Pak W meminta semua staf memilih pasangan nomor 9 dan membagikan stiker. "
                     "Ada sekitar 15 orang di ruangan.",
        "occurred_on": "2024-09-24", "place": "Aula Dinas Kominfo", "conduct": ["PP94-N-06"],
        "persons": [{"name": "Pak W", "position": "Kepala bidang", "unit": "Dinas Komunikasi dan Informatika"}],
    }),
    (date(2024, 10, 10), {
        "narrative": "Mobil dinas membawa spanduk calon ke arah lapangan, sopirnya memakai rompi kantor.",
        "occurred_on": "2024-10-06", "place": "Jalan Contoh Utara", "conduct": ["PP94-N-04"],
    }),
    (date(2024, 10, 10), {
        "narrative": "Seorang pegawai menulis lanjutkan dua periode di grup warga dan meminta kami menyebarkan.",
        "occurred_on": "2024-10-05", "place": "Grup percakapan warga", "conduct": ["SKB-D-06"],
        "links": ["https://contoh.invalid/grup/1", "https://contoh.invalid/grup/2"],
        "identity": {"mode": "confidential", "name": "Warga Contohan", "contact": "warga@contoh.invalid"},
    }),
    (date(2024, 10, 11), {
        "narrative": "Foto bersama calon memakai seragam Korpri diunggah di akun pribadinya.",
        "occurred_on": "2024-09-29", "place": "Media sosial", "conduct": ["SKB-D-07"],
        "links": ["https://contoh.invalid/foto/77"],
        "identity": {"mode": "named", "name": "Pembaca Misalan", "contact": "0812-contoh"},
    }),
    (date(2024, 10, 11), {
        "narrative": "Lurah mengumpulkan ketua RT di balai dan menyebut satu calon berkali-kali.",
        "occurred_on": "2024-10-10", "place": "Balai kelurahan", "conduct": ["PP94-N-06"],
        "persons": [{"name": "", "position": "Lurah", "unit": "Kelurahan Contoh Selatan 1"}],
    }),
    (date(2024, 10, 14), {
        "narrative": "Semua pegawai di sini tidak netral, tolong diperiksa.", "place": "tidak disebut", "conduct": ["other"],
    }),
    (date(2024, 10, 14), {
        "narrative": "Kami diminta menyerahkan fotokopi KTP untuk dukungan, dikumpulkan di meja depan.",
        "occurred_on": "2024-09-28", "place": "Kantor dinas", "conduct": ["PP94-N-07"],
    }),
    (date(2024, 10, 15), {
        "narrative": "Staf membagikan tautan kampanye di grup wali murid dan meminta orang tua ikut memilih.",
        "occurred_on": "2024-10-11", "place": "Grup wali murid", "conduct": ["SKB-D-06"],
    }),
]  # fmt: skip
ENTERED: list[tuple[date, dict[str, Any]]] = [
    (date(2024, 10, 8), {
        "channel": "walk_in", "narrative": "Warga datang dan menunjukkan foto spanduk calon di pagar kantor kelurahan.",
        "occurred_on": "2024-10-07", "place": "Kantor kelurahan", "conduct": ["SKB-D-01"],
    }),
    (date(2024, 10, 15), {
        "channel": "social_media", "narrative": "Akun seorang pegawai menyukai dan mengikuti akun pemenangan.",
        "occurred_on": "2024-10-12", "place": "Media sosial", "conduct": ["SKB-D-06"],
        "links": ["https://contoh.invalid/akun/5"],
    }),
]  # fmt: skip
LETTERS: list[tuple[date, dict[str, Any]]] = [
    (date(2024, 10, 1), {
        "sender": "bawaslu", "sender_name": "Bawaslu Kota Pontianak", "number": "142/PM.00.02/K.KB-14/09/2024",
        "dated": "2024-09-30", "received_on": "2024-10-01", "agenda_number": "1207",
        "summary": "Hasil pengawasan kampanye pada tanggal 28 September 2024 di Lapangan Contoh.",
        "place": "Lapangan Contoh", "occurred_on": "2024-09-28",
        "recommendations": [{"name": "Kaus bergambar, staf Kominfo", "nip": "", "asks": "Diperiksa menurut aturan disiplin"}],
    }),
    (date(2024, 10, 14), {
        "sender": "bawaslu", "sender_name": "Bawaslu Kota Pontianak", "number": "151/PM.00.02/K.KB-14/10/2024",
        "dated": "2024-10-12", "received_on": "2024-10-14", "agenda_number": "1266",
        "summary": "Penerusan dugaan pelanggaran peraturan lain pada deklarasi di Gedung Contoh.",
        "place": "Gedung Contoh", "occurred_on": "2024-10-11",
        "recommendations": [
            {"name": "Guru Contohan", "nip": "", "asks": "Diperiksa", "due": "2024-10-28"},
            {"name": "Pegawai Permisalan", "nip": "", "asks": "Diperiksa", "due": "2024-10-28"},
        ],
    }),
]  # fmt: skip


def tell(staff: Staff) -> list[str]:
    """Fill the inbox. Gives the receipts of the public reports, for the curious."""
    receipts = []
    for number, (day, data) in enumerate(TOLD):
        with standing_on(day):
            files = [papers.photo("foto.jpg", "Foto contoh")] if number in (0, 1, 3) else []
            receipt = intake.submit_report(key=intake.issue_key(), data=data, files=files, host="localhost")
            receipts.append(receipt.receipt)
    analyst = User.objects.get(username="analis")
    for day, data in ENTERED:
        with standing_on(day):
            intake.enter_report(actor=analyst, data=data)
    for day, data in LETTERS:
        with standing_on(day):
            letters.file_letter(actor=analyst, data=data)
    _asked(analyst)
    forwarded.forward(analyst)
    case = Case.objects.get(person__name="Wira Contohwan")
    return [*receipts, _released(analyst, case)]


def _released(analyst: User, case: Case) -> str:
    """An earlier report about the event of a running case: joined to it, its picture released as B-01."""
    with standing_on(date(2024, 9, 30)):
        data = {
            "narrative": "Stiker pasangan nomor 9 dibagikan di aula seusai rapat, saya memotretnya.",
            "occurred_on": "2024-09-24", "place": "Aula Dinas Kominfo", "conduct": ["PP94-N-06"],
        }  # fmt: skip
        receipt = intake.submit_report(
            key=intake.issue_key(), data=data, files=[papers.photo("IMG_0001.jpg", "Foto stiker")], host="localhost"
        )
    report = Report.objects.visible_to(analyst).filter(channel="public_web").latest("pk")
    runner.drain(include_held=True)  # pictures are cleaned by the queue before they can be released
    with standing_on(date(2024, 10, 3)):
        triage.begin_review(actor=analyst, report=report)
        triage.attach_to_incident(actor=analyst, report=report, incident=case.incident)
        release_exhibit(
            actor=analyst, report=report, original=report.originals.get(), description="Foto stiker",
            may_be_shown_to_subject=True,
        )  # fmt: skip
    return receipt.receipt


def _asked(analyst: User) -> None:
    """One report waits for its reporter, one was closed."""
    rows = list(Report.objects.visible_to(analyst).filter(channel="public_web").order_by("pk"))
    with standing_on(date(2024, 10, 15)):
        vague = next(row for row in rows if row.conduct == ["other"])
        triage.begin_review(actor=analyst, report=vague)
        triage.ask_reporter(
            actor=analyst, report=vague,
            body="Mohon sebutkan nama kantor dan kira-kira kapan kejadiannya. Jangan sebut hal yang hanya Anda ketahui.",
        )  # fmt: skip

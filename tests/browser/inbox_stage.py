"""An inbox as in the mockup: a dozen reports, one of them about an event that has its case."""

from datetime import date
from io import BytesIO
from typing import Any

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cases.actions import intake, letters, triage
from cases.models import Report
from neutrality.accounts.models import Role, User
from neutrality.outbox.runner import drain
from neutrality.workdays.queries import calendar_for
from tests.factories import Tree, make_employee, make_position, make_tree, make_user

# working days until the review is due, story, place, day, persons, channel ("" public), files
STORIES: list[tuple[int, str, str, str, list[dict[str, str]], str, int]] = [
    (0, "Ajakan memilih paslon 9 seusai rapat. Selesai rapat pagi, Pak W meminta semua staf memilih pasangan nomor 9 dan "
        "membagikan stiker. Ada sekitar 15 orang di ruangan.", "Aula Dinas Pendidikan", "2024-09-24",
     [{"name": "Pak Wira", "unit": "Dinas Pendidikan", "position": "Kabid"}], "", 1),
    (1, "Mobil dinas KB 99XX membawa spanduk calon.", "Jalan Contoh Utara", "2024-10-06", [], "", 2),
    (2, "Komentar “lanjutkan dua periode” di grup warga.", "https://facebook.com/groups/contoh", "2024-10-05",
     [{"name": "Rekaan", "unit": "", "position": ""}], "", 0),
    (3, "Foto bersama calon memakai seragam Korpri.", "https://instagram.com/p/x", "2024-09-29",
     [{"name": "Contoh Guru", "unit": "SMP Negeri 97", "position": "Guru"}], "", 0),
    (3, "Staf mengaku sudah menjadi anggota tim sukses.", "RSUD Contoh", "2024-10-08",
     [{"name": "Contoh Pelaksana", "unit": "Dishub", "position": ""}], "supervisor", 0),
    (4, "Lurah mengumpulkan ketua RT, menyebut satu calon.", "Kelurahan Contoh Baru", "2024-10-10",
     [{"name": "", "unit": "Kelurahan Contoh Baru", "position": "Lurah"}], "", 0),
    (4, "“Semua ASN di sini tidak netral”.", "", "", [], "", 0),
    (5, "Membagikan tautan kampanye di grup wali murid.", "Grup percakapan SMP Negeri 97", "2024-10-11",
     [{"name": "Guru", "unit": "SMP Negeri 97", "position": "Guru"}], "", 2),
    (5, "Spanduk calon dipasang di pagar kantor kelurahan.", "Kelurahan Contoh Lama", "2024-10-12", [], "", 1),
    (5, "Diminta menyerahkan fotokopi KTP untuk dukungan.", "Dinas Perhubungan", "2024-09-28",
     [{"name": "Contoh Kadis Lain", "unit": "Dinas Perhubungan", "position": ""}], "", 0),
]  # fmt: skip


def picture(colour: str) -> SimpleUploadedFile:
    out = BytesIO()
    image = Image.linear_gradient("L").resize((640, 480))
    Image.merge("RGB", [image, image.rotate(90).resize((640, 480)), Image.new("L", (640, 480), 120)]).save(out, "JPEG")
    return SimpleUploadedFile(f"{colour}.jpg", out.getvalue(), "image/jpeg")


def make_inbox(settings: Any) -> tuple[Tree, User, list[Report]]:
    """The city, its analyst (password of the factories), and the reports in the order of STORIES."""
    cache.clear()
    settings.TRAINING, settings.TODAY, settings.UPLOAD_MAX_FILES = True, "2024-10-16", 5
    tree = make_tree()
    settings.DEFAULT_AGENCY = tree.agency.code
    bidang = make_position(tree.unit("bidang"), name="Kepala Bidang Aplikasi Informatika", level="administrator")
    make_employee(name="Wira Contohwan", title_back="S.Kom.", position=bidang)
    make_employee(name="Waskita Permisalan", position=make_position(tree.unit("bidang"), name="Pranata Komputer"))
    analyst = make_user("analis", person=tree.person("analis"), roles=[Role.INTAKE])
    reports = [_report(analyst, *row) for row in STORIES]
    _joined_case(tree, analyst)
    letter = letters.file_letter(actor=analyst, data={
        "sender": "bawaslu", "sender_name": "Bawaslu Kota Contoh", "number": "12/PM.00.02/X/2024", "dated": "2024-10-07",
        "summary": "Kepala sekolah mengarahkan guru hadir di kampanye.", "place": "SMP Negeri 97", "occurred_on": "2024-10-01",
        "recommendations": [{"name": "Contoh Kepala Sekolah", "asks": "Diperiksa dan dijatuhi hukuman", "due": "2024-10-25"}],
    })  # fmt: skip
    if letter.report:
        _due(letter.report, -1)
    drain()
    return tree, analyst, reports


def _report(
    analyst: User, days: int, story: str, place: str, day: str, persons: list[dict[str, str]], channel: str, files: int
) -> Report:
    data = {"narrative": story, "place": place, "occurred_on": day, "persons": persons}
    pictures = [picture(f"{n}") for n in range(files)]
    if channel:
        report = intake.enter_report(actor=analyst, data=data | {"channel": channel}, files=pictures)
    else:
        intake.submit_report(key=intake.issue_key(), data=data, files=pictures)
        report = Report.objects.order_by("-pk")[0]
    _due(report, days)
    return report


def _due(report: Report, days: int) -> None:
    report.review_due = calendar_for(report.agency).add_working_days(date(2024, 10, 16), days)
    report.save(update_fields=["review_due"])


def _joined_case(tree: Tree, analyst: User) -> None:
    """The same event told before by somebody else, which has a case."""
    intake.submit_report(key=intake.issue_key(), data={
        "narrative": "Di aula dibagi stiker pasangan calon sesudah rapat.", "place": "Aula Dinas Pendidikan",
        "occurred_on": "2024-09-24", "persons": [{"name": "Wira", "unit": "Dinas Pendidikan", "position": ""}],
    })  # fmt: skip
    report = Report.objects.order_by("-pk")[0]
    person = next(p for p in _people(tree) if p.name == "Wira Contohwan")
    triage.open_case(
        actor=analyst, report=report, subject=triage.Subject(person.code, True),
        brief="Diduga membagikan stiker pasangan calon seusai rapat di aula.", violations=["PP94-N-06"],
        estimate_of_witnesses=15, title="Pembagian stiker seusai rapat",
    )  # fmt: skip


def _people(tree: Tree) -> Any:
    from neutrality.organization.models import Person

    return Person.objects.filter(agency=tree.agency)

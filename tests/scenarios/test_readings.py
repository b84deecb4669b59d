"""No reading is lost and none is told twice: each door that shows a case, a report, a letter or an exhibit leaves one
row on its chain, each list one row for each kind on its reader's.
"""

import pytest

from neutrality.audit.models import JournalEntry
from neutrality.audit.verification import verify
from tests.scenarios.audiences import DOORS
from tests.scenarios.permissions.city import NEVER, City
from tests.scenarios.permissions.people import who
from tests.scenarios.routes import filled

pytestmark = pytest.mark.xdist_group("readings")

# A door's beginning -> the kind of chain that a reading stands on.
ABOUT = {
    "kasus/<code>/": "case", "api/v1/cases/<code>/": "case", "api/v1/decisions/<id>/": "case", "surat/<code>": "case",
    "surat/bukti/": "case", "kotak-masuk/<code>/": "report", "api/v1/reports/<code>/": "report",
    "surat-masuk/<code>/": "letter", "ekspor/<code>/": "export", "api/v1/exports/<id>/download/": "export",
}  # fmt: skip
# Parts of a page that was journalled when it was opened: a fragment of its form shows nothing of the case.
PARTS = {"kasus/<code>/usul/", "kasus/<code>/keputusan/periksa/"}
# A search inside a report's page is a row of the searcher.
SEARCHES = {"kotak-masuk/<code>/orang/"}
LISTS = {
    "kasus/": {"case"}, "api/v1/cases/": {"case"}, "kotak-masuk/": {"report"}, "api/v1/reports/": {"report"},
    "surat-masuk/": {"letter"}, "api/v1/letters/": {"letter"}, "keputusan/": {"decision"},
    "api/v1/decisions/": {"decision"}, "register/": {"register"}, "api/v1/register/": {"register"},
    "audit/": {"journal"}, "cari/": {"case", "person"}, "meja/": {"case"}, "pemeriksaan/": {"case"},
    "kotak-masuk/identitas/": {"identity"}, "pegawai/": {"person"}, "api/v1/employees/": {"person"},
}  # fmt: skip


def about(route: str) -> str:
    return next((kind for start, kind in ABOUT.items() if route.startswith(start)), "")


@pytest.mark.parametrize("key", ["desk", "auditor", "holder", "subject", "examiner"])
def test_each_reading_is_one_row(city: City, key: str) -> None:
    wrong, tried = [], 0
    for route, (opens, _writes) in sorted(DOORS.items()):
        kind = about(route)
        if not kind or key not in who(opens) or route in PARTS | SEARCHES:
            continue
        answer = city.knock(key, "get", "/" + filled(route, city.names(route), NEVER).lstrip("/"), journal=True)
        if answer.status != 200:
            continue
        tried += 1
        rows = [event for chain, event in answer.journal if chain.startswith(f"{kind}:")]
        if len(rows) != 1:
            wrong.append(f"{route}: {key} leaves {answer.journal}")
    assert tried >= {"desk": 20, "subject": 2}.get(key, 10)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("key", ["desk", "auditor", "holder"])
def test_each_list_is_one_row_of_its_kind(city: City, key: str) -> None:
    wrong = []
    for route, kinds in LISTS.items():
        if key not in who(DOORS[route][0]):
            continue
        answer = city.knock(key, "get", f"/{route}?q=rekan" if route == "cari/" else f"/{route}", journal=True)
        rows = [chain for chain, event in answer.journal if event == "search.run"]
        if len(rows) != len(kinds) or not all(chain.startswith("viewer:") for chain in rows):
            wrong.append(f"{route}: {key} leaves {answer.journal} ({answer.status})")
    assert not wrong, "\n".join(wrong)


def test_a_small_picture_without_its_page_is_a_reading(city: City) -> None:
    """The pictures of a page belong to it; asked for alone they would be a way to read without a trace."""
    exhibit, file = city.values["kasus/"]["exhibit"], city.values["kotak-masuk/"]["file"]
    small = city.knock(
        "holder", "get", f"/kasus/{city.case.code}/bukti/{exhibit}/pratinjau/?ukuran=kecil", journal=True
    )
    assert small.journal == [(f"case:{city.case.code}", "exhibit.previewed")]
    inside = city.knock("desk", "get", f"/kotak-masuk/{city.report.code}/berkas/{file}/", journal=True)
    assert inside.journal == [(f"report:{city.report.code}", "report.file_read")]


def test_the_trail_of_a_case_shows_its_letters_and_exhibits(city: City) -> None:
    from django.test import Client

    client = Client()
    client.force_login(city.user("holder"))
    exhibit, letter = city.values["kasus/"]["exhibit"], city.values["surat/"]["code"]
    assert client.get(f"/kasus/{city.case.code}/bukti/{exhibit}/unduh/").status_code == 200
    assert client.get(f"/surat/{letter}.pdf").status_code == 200
    for _time in range(3):
        assert client.get(f"/kasus/{city.case.code}/").status_code == 200

    client.force_login(city.user("auditor"))
    page = " ".join(client.get(f"/kasus/{city.case.code}/jejak/").content.decode().split())

    assert 'mengunduh bukti bertanda air <span class="sek">Bukti B-01</span>' in page
    assert 'membuka <span class="sek">Surat' in page or 'membuka <span class="sek">' in page
    assert "3 kali sejak" in page, "what one person reads again and again is one line"
    rows = JournalEntry.objects.filter(chain=f"case:{city.case.code}", actor=city.user("holder"))
    assert rows.filter(event="subject.opened", subject_type="case").count() >= 3, "and the journal keeps each"
    assert verify(chain=f"case:{city.case.code}", with_anchors=False).holds

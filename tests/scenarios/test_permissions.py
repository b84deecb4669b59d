"""Role × tier × action × door: every route, every step of the desk and every move of a case, tried by everybody.

The tables stand in ``audiences.py`` (doors) and ``permissions/`` (people, moves); ``python -m
tests.scenarios.permissions`` prints them. Whoever may not learns and changes nothing.
"""

from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.urls import reverse

from cases.desk.views.report import STEPS
from cases.models import Case
from neutrality.notifications.models import Notice
from neutrality.veil import veiled
from tests.scenarios.audiences import DOORS
from tests.scenarios.permissions.city import NEVER, City
from tests.scenarios.permissions.document import page
from tests.scenarios.permissions.people import ADMIN_MODELS, PEOPLE, who
from tests.scenarios.permissions.trying import Answer
from tests.scenarios.routes import filled, views

pytestmark = pytest.mark.xdist_group("permissions")

NOT_TRIED = ("keluar/", "masuk/", "mfa/", "bahasa/", "profil/kata-sandi/")  # end or change the session itself
# A door whose answer no session changes is tried by these few, one for every account by these.
OPEN_TO_ALL = ("public", "asn", "desk")
OPEN_TO_ACCOUNTS = ("public", "asn", "operator", "passed", "holder", "walled_desk", "bawaslu", "admin", "other_agency")
PATCHED = ("api/v1/decisions/<id>/",)  # changed by PATCH; all others by POST
SEES = {"kasus/<code>/": "case", "api/v1/cases/<code>/": "case", "api/v1/decisions/<id>/": "case",
        "edaran/<code>/": "circular_readers", "api/v1/circulars/<id>/": "circular_readers",
        "pegawai/<code>/": "person_readers"}  # fmt: skip


def test_every_word_of_the_table_is_known() -> None:
    for opens, writes in DOORS.values():
        who(opens), who(writes)


def tried(route: str) -> bool:
    return not route.startswith((*NOT_TRIED, "lapor/", "pantau/"))


def visitors(opens: str, route: str = "") -> tuple[str, ...]:
    if route == "api/schema/":  # takes seconds, and is the same for everybody
        return ("public",)
    return {"everybody": OPEN_TO_ALL, "signed_in": OPEN_TO_ACCOUNTS}.get(opens, tuple(PEOPLE))


def path_for(city: City, route: str, key: str) -> str:
    names = dict(city.names(route))
    if route.startswith("pemberitahuan/") and key != "public":
        notice = Notice.objects.filter(recipient=city.user(key)).first()
        names["pk"] = veiled(notice.pk, "notice") if notice else NEVER
    return filled(route, names, NEVER)


def test_who_opens_each_door(city: City) -> None:
    wrong = []
    for route, (opens, _writes) in sorted(DOORS.items()):
        for key in visitors(opens, route) if tried(route) else ():
            answer = city.knock(key, "get", path_for(city, route, key))
            # Whoever reads the case and is refused a part of it may leave a reader's row.
            wrong += judged(answer, key, route, may=key in who(opens), quiet=key not in seers(route))
    assert not wrong, "\n".join(wrong)


def seers(route: str) -> frozenset[str]:
    """Who sees the thing that the route is about, whatever the route itself allows."""
    return who(next((words for start, words in SEES.items() if route.startswith(start)), "-"))


def judged(answer: Answer, key: str, route: str, *, may: bool, quiet: bool) -> list[str]:
    """What is wrong with the answer, if anything. ``quiet``: a refusal leaves no row anywhere."""
    if answer.status >= 500:
        return [f"{route}: breaks for {key} ({answer.status})"]
    if may and answer.refused:
        return [f"{route}: refused to {key} ({answer.status})"]
    if not may and not answer.refused:
        return [f"{route}: open to {key} ({answer.status})"]
    return [f"{route}: {key} leaves {sorted(answer.written)}"] if quiet and not may and answer.written else []


# A body that would do it; without one an empty body serves to see who is let in.
def bodies(city: City) -> dict[str, Any]:
    tree = city.world.tree
    checked = {"source": "SIASN dan berkas", "checked_on": "2024-10-10"}
    return {
        "api/v1/exports/": {"kind": "cases", "format": "csv"},
        "api/v1/circulars/<id>/acknowledge/": {},
        "api/v1/circulars/<id>/read/": {},
        "api/v1/cases/<code>/history/": checked,
        "kasus/<code>/riwayat/": checked,
        "kasus/<code>/berhalangan/": {"person": tree.person("kadis").code},
        "api/v1/reports/<code>/note/": {"note": "Periksa lagi."},
        "api/v1/reports/<code>/close/": {"reason": "not_enough", "note": "Tidak cukup keterangan."},
        "pemberitahuan/<pk>/buka/": {},
        "tampilan/": {"tema": "gelap"},
        "api/v1/decisions/<id>/": {"aggravating": "Di depan bawahan."},
    }


MUST_WRITE = {"api/v1/exports/", "api/v1/circulars/<id>/acknowledge/", "api/v1/circulars/<id>/read/",
              "api/v1/cases/<code>/history/", "kasus/<code>/riwayat/", "kasus/<code>/berhalangan/",
              "pemberitahuan/<pk>/buka/", "api/v1/decisions/<id>/"}  # fmt: skip


def test_who_changes_something_through_each_door(city: City) -> None:
    body, wrong = bodies(city), []
    for route, (opens, writes) in sorted(DOORS.items()):
        if not tried(route) or writes == "everybody":
            continue
        inside = who(opens) | seers(route)
        for key in tuple(PEOPLE) if writes != opens else visitors(opens):
            method = "patch" if route in PATCHED else "post"
            answer = city.knock(key, method, path_for(city, route, key), body.get(route))
            wrong += changed(
                answer, key, route, may=key in who(writes), inside=key in inside, proven=route in MUST_WRITE
            )
    assert not wrong, "\n".join(wrong)


def changed(answer: Answer, key: str, route: str, *, may: bool, inside: bool, proven: bool) -> list[str]:
    """Whoever stands outside is refused; whoever sees the thing and may not change it leaves nothing but a reader's row."""
    if may or not inside:
        wrong = judged(answer, key, f"POST {route}", may=may, quiet=True)
        return wrong + ([f"POST {route}: {key} writes nothing"] if may and proven and not answer.written else [])
    left = answer.written - ({"audit_journalentry", "prevention_reading"} if answer.status in (200, 302) else set())
    if answer.status >= 500 or left:
        return [f"POST {route}: {key} leaves {sorted(left)} ({answer.status})"]
    return []


@pytest.mark.parametrize("slug", STEPS)
def test_each_step_of_the_desk_is_the_desk_s(city: City, slug: str) -> None:
    path = f"/kotak-masuk/{city.report.code}/{slug}/"
    wrong = []
    for key in PEOPLE:
        answer = city.knock(key, "post", path)
        wrong += judged(answer, key, path, may=key == "desk", quiet=True)
    assert not wrong, "\n".join(wrong)


def test_the_administrator_keeps_these_and_nothing_else(city: City) -> None:
    registered = {f"{model._meta.app_label}.{model._meta.model_name}" for model in admin.site._registry}
    assert registered == ADMIN_MODELS, "decide in permissions/people.py whether the administrator may keep it"
    wrong = []
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        for key in PEOPLE:
            for way in ("changelist", "add"):
                path = reverse(f"admin:{name}_{way}")
                answer = city.knock(key, "get", path)
                if key != "admin":
                    wrong += judged(answer, key, path, may=False, quiet=True)
                elif city.case.code in answer.text or answer.status >= 500:
                    wrong.append(f"{path} tells the administrator of a case")
    assert not wrong, "\n".join(wrong)


def test_a_finished_case_is_the_custodian_s_with_a_reason(city: City) -> None:
    city.path.move(city.case, "discontinue", reason="not_a_breach", note="Hadir sebagai pendengar.")
    case = Case.objects.get(pk=city.case.pk)
    wrong = []
    for key in PEOPLE:
        for way in ("", "bukti/", "surat/", "cetak/", "jejak/"):
            answer = city.knock(key, "get", f"/kasus/{case.code}/{way}")
            wrong += judged(answer, key, f"kasus/<selesai>/{way}", may=key == "registrar", quiet=True)
            if key == "registrar" and (case.person.full_name in answer.text or case.brief[:20] in answer.text):
                wrong.append(f"{way}: shown before a reason was given")
        answer = city.knock(key, "post", f"/kasus/{case.code}/alasan/", {"reason": "Permintaan BKN 12/2024"})
        wrong += judged(answer, key, "kasus/<selesai>/alasan/", may=key == "registrar", quiet=True)
        if key not in ("public", "registrar"):
            listed = city.knock(key, "get", "/kasus/").text + city.knock(key, "get", f"/cari/?q={NEVER}").text
            wrong += [f"{key} still has it in a list"] if case.code in listed else []
    assert not wrong, "\n".join(wrong)


def test_the_detector_sees_what_is_written(city: City) -> None:
    """Without this control the tests above could be green for want of eyes."""
    answer = city.knock("desk", "post", f"/api/v1/cases/{city.case.code}/moves/discontinue/",
                   {"reason": "not_a_breach", "note": "Hadir sebagai pendengar."})  # fmt: skip
    assert {"cases_case", "cases_casemove", "audit_journalentry"} <= answer.written
    assert Case.objects.get(pk=city.case.pk).status == city.case.status


def test_the_tables_print_themselves() -> None:
    """And what was printed is current: ``python -m tests.scenarios.permissions > docs/HAK-AKSES.md``."""
    printed = page()
    assert all(f"`/{route}`" in printed for route in DOORS)
    assert all(f"`{key}`" in printed for key in PEOPLE)
    assert (settings.BASE_DIR / "docs" / "HAK-AKSES.md").read_text() == printed


def test_no_door_has_a_method_that_is_not_tried() -> None:
    """Doors are tried by GET and POST, those of PATCHED by PATCH; a further method needs a trial of its own."""
    found = {}
    for route, view in views():
        methods = {one.lower() for one in getattr(getattr(view, "view_class", view), "http_method_names", ())}
        made = {one for one in methods if hasattr(getattr(view, "view_class", view), one)} - {
            "head",
            "options",
            "trace",
        }
        found[route] = made - {"get", "post"} - ({"patch"} if route in PATCHED else set())
    assert {route: sorted(more) for route, more in found.items() if more and tried(route)} == {}
    assert "api/v1/decisions/<id>/" in found and len(found) > 200

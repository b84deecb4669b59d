"""Kota Pontianak: supervision level by level, and heads of OPD who guard their own offices (situations 1 and 2).

Every leader acts at the own tier and sees nothing above it; an idle level is told upwards and a written order,
once served, moves the duty; the named acts find their row for the day on which they were done, under the law of
that day; a head who is involved is outside from the report on.
"""

import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.actions import warnings
from cases.models import Case, Report
from neutrality.accounts.models import Role, User
from neutrality.documents.models import OfficialDocument
from neutrality.notifications.models import Notice
from neutrality.outbox.runner import drain
from neutrality.prevention import colleagues
from tests.cases.procedure.world import scan
from tests.scenarios.path import Door, Path

LINE = ("kasi", "kabid", "kadis", "sekda", "ppk")


def page(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def picture(name: str = "bukti.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, scan(), "image/png")


def who_sees(path: Path, case: Case) -> set[str]:
    """Of the line, whoever finds the case at the API, on the list and on the page; all three agree."""
    seen = set()
    for key in LINE:
        door, client = path.door(key), page(path.world.user(key))
        listed = {row["id"] for row in door.get("cases/")["results"]}
        opened = client.get(f"/kasus/{case.code}/").status_code
        assert (case.code in listed) == (opened == 200) == (case.code in client.get("/kasus/").content.decode())
        if opened == 200:
            seen.add(key)
    return seen


# --- 1. level by level ------------------------------------------------------------------------


def test_a_superiors_own_report_reaches_the_desk_and_nobody_of_the_line(path: Path) -> None:
    superior = page(path.world.user("kabid"))
    told = {"narrative": "Pegawai saya membagikan kaus bernomor.", "occurred_on": "2024-10-05", "place": "Aula Dinas",
            "persons-0-name": "Contoh Pelaksana", "evidence": picture()}  # fmt: skip
    assert superior.post("/lapor-atasan/", told).status_code == 302
    drain(include_held=True)
    report = Report.objects.get()
    assert report.code in {row["id"] for row in path.door("desk").get("reports/")["results"]}
    for key in LINE:
        assert Door(path.world.user(key)).get("reports/", (200, 403, 404)) is not None
        assert report.code not in page(path.world.user(key)).get("/meja/").content.decode()
    assert page(path.world.user("pelaksana")).get("/lapor-atasan/").status_code == 404


def test_each_level_acts_at_its_tier_and_sees_nothing_before(path: Path) -> None:
    case = path.opened(path.told())
    assert who_sees(path, case) == set()
    path.move(case, "assign")
    assert who_sees(path, case) == {"kasi"}
    assert case.person.full_name in page(path.world.user("kasi")).get("/meja/").content.decode()
    path.door("kabid").post(f"cases/{case.code}/moves/summon/", {}, 404)
    case = Case.objects.get(pk=case.pk)
    path_of_summons(path, case)
    path.reported(case)
    assert who_sees(path, case) == {"kasi", "kabid"}
    tiers = {row["title"]: row for row in path.door("kabid").get(f"cases/{case.code}/tiers/")}
    assert tiers["Kepala Seksi Kurikulum SMP"]["did"].startswith("meneruskan kepada")
    path.move(case, "return_report", "kabid", reason="Uraikan siapa yang terdampak.")
    assert who_sees(path, case) == {"kasi", "kabid"}
    again = path.door("kasi").get(f"cases/{case.code}/")
    assert again["status"] == "assigned"


def path_of_summons(path: Path, case: Case) -> None:
    day = path.world.input(case, "summon")["exam_date"]
    path.move(case, "summon", "kasi", exam_date=day, exam_time="09:00", place="Ruang Rapat")
    path.door("desk").upload(
        f"cases/{case.code}/summons/service/",
        {"served_on": "2024-10-07", "how": "langsung", "handed_to": "Yang bersangkutan", "proof": picture()},
    )


def test_an_idle_level_is_told_upwards_and_only_a_served_order_moves_the_duty(path: Path) -> None:
    case = path.opened(path.told())
    path.move(case, "assign")
    above = path.world.user("kabid")
    drain(include_held=True)
    path.world.on(date(2024, 10, 16))
    warnings.run()
    drain(include_held=True)
    told = Notice.objects.filter(recipient=above)
    assert [notice.link for notice in told] == ["/meja/"]  # that something is late, not what
    assert case.code not in json.dumps(list(told.values()), default=str)
    assert who_sees(path, case) == {"kasi"}
    assert not Case.objects.filter(arises_from=case).exists()

    desk = path.door("desk")
    duty = desk.get(f"cases/{case.code}/duty/")
    assert (duty["holder"]["title"], duty["needs_order"]) == ("Kepala Seksi Kurikulum SMP", True)
    order = {"ordered_by": path.world.code("kadis"), "to": path.world.code("kabid"), "reason": "Belum memanggil."}
    desk.post(f"cases/{case.code}/duty/transfer/", order | {"reason": "Lihat Pasal 28."}, 409)
    drafted = desk.post(f"cases/{case.code}/duty/transfer/", order)["orders"][-1]
    letter = OfficialDocument.objects.get(code=drafted["id"])
    assert (letter.kind, drafted["state"]) == ("P17_PERINTAH_PENGALIHAN", "drafted")
    assert who_sees(path, case) == {"kasi", "kadis"}  # who signs may read what it is about
    move = {"order": letter.code, "served_on": "2024-10-16", "scan": picture()}
    desk.upload(f"cases/{case.code}/moves/reassign/", move | {"scan": picture()}, 400)
    page(path.world.user("kadis")).post(
        f"/kasus/{case.code}/surat/{letter.code}/tandatangan/", {"signed_on": "2024-10-16"}
    )
    assert who_sees(path, case) == {"kasi", "kadis"}
    answer = desk.upload(f"cases/{case.code}/moves/reassign/", move | {"scan": picture()})
    assert answer["holder"]["title"] == path.world.tree.position("kabid").name
    assert "kabid" in who_sees(path, case)
    drain(include_held=True)
    text = page(path.world.user("kabid")).get("/meja/").content.decode()
    assert case.person.full_name in text


def test_a_vacant_level_and_one_who_acts_stay_visible_to_everybody_in_the_case(path: Path) -> None:
    tree = path.world.tree
    tree.appointment("kabid").ends_on = date(2024, 9, 30)
    tree.appointment("kabid").save()
    case = path.opened(path.told())
    path.move(case, "assign")
    text = page(path.world.user("kasi")).get(f"/kasus/{case.code}/").content.decode()
    assert "lowong, naik ke atasan berikutnya" in text
    assert "Pj. Wali Kota" in text
    line = path.door("desk").get(f"employees/{case.person.code}/line/?on=2024-09-30")["line"]
    assert [link["state"] for link in line] == ["ok", "ok", "ok", "ok", "acting"]
    line = path.door("desk").get(f"employees/{case.person.code}/line/?on=2024-10-05")["line"]
    assert [link["state"] for link in line][1] == "vacant"
    shown = page(path.world.desk).get(f"/pegawai/{case.person.code}/?pada=2024-10-05").content.decode()
    assert "Lowong" in shown


def test_each_leader_sees_the_people_below_and_nobody_beside(path: Path) -> None:
    tree = path.world.tree
    people = {key: tree.person(key).full_name for key in ("pelaksana", "guru", "kasi", "kabid", "kadis_lain")}
    sees = {"kasi": {"pelaksana"}, "kabid": {"pelaksana", "kasi"}, "kadis": {"pelaksana", "guru", "kasi", "kabid"}}
    for key, below in sees.items():
        shown = page(path.world.user(key)).get("/pegawai/").content.decode()
        assert below <= {one for one, name in people.items() if name in shown}, key
        assert people["kadis_lain"] not in shown
        office = page(path.world.user(key)).get("/unit/")
        assert office.status_code == 200
        assert "Edaran dibaca" in office.content.decode()
    assert page(path.world.user("pelaksana")).get("/pegawai/").status_code == 404


def test_early_signs_reach_two_offices_and_never_the_line(path: Path) -> None:
    """Three reports about one unit, and later three cases of it; leaders learn of neither."""
    unit = path.world.tree.unit("seksi").name
    for number in range(3):
        path.told(persons=json.dumps([{"name": f"Umpama Satu {number}", "unit": unit}]), place=f"Ruang {number}")
    desk, auditor = path.world.desk, path.world.user("auditor", Role.AUDITOR)
    drain(include_held=True)
    assert f"{unit} · " in page(desk).get("/meja/").content.decode()
    assert "Tanda dini" not in page(auditor).get("/meja/").content.decode()  # unconfirmed: the desk's own
    event = path.world.incident()
    for key in ("pelaksana", "rekan", "pelaksana_lain"):
        path.world.case(key, incident=event)
    assert "Tanda dini" in page(auditor).get("/meja/").content.decode()
    for key in LINE:
        text = page(path.world.user(key)).get("/meja/").content.decode()
        assert "Tanda dini" not in text
        assert f"{unit} · " not in text
        for address in ("/unit/", "/dasbor/"):
            shown = page(path.world.user(key)).get(address)
            assert "Tanda dini" not in shown.content.decode()


def test_a_colleague_is_reminded_of_the_rule_without_a_sender(path: Path) -> None:
    world = path.world
    receiver = world.user("pelaksana")
    told = {"person": receiver.person.code, "aware": "on"}
    sender = page(world.user("kasi"))
    assert "Jangan kirim pengingat" in sender.get("/ingatkan/").content.decode()
    assert sender.post("/ingatkan/", told).status_code == 302
    drain(include_held=True)
    assert not Notice.objects.filter(recipient=receiver).exists()  # the hour would tell who asked
    world.on(colleagues.next_batch(date.fromisoformat(world.settings.TODAY)))
    colleagues.deliver()
    text = page(receiver).get("/pemberitahuan/").content.decode()
    assert "Pengingat aturan netralitas" in text
    assert world.tree.person("kasi").full_name not in text
    assert "PP 94/2021 Pasal 5 huruf n" in page(receiver).get("/ingatkan/aturan/").content.decode()


# --- 2. heads guard their own offices -----------------------------------------------------------

ACTS = [  # what the acting mayor named, the row that it is while candidates stand
    ("ikut kampanye dengan atribut", "PP94-N-02", "sedang"),
    ("memakai fasilitas negara", "PP94-N-04", "berat"),
    ("kegiatan yang memihak pasangan", "PP94-N-06", "berat"),
    ("keputusan yang menguntungkan pasangan", "PP94-N-05", "berat"),
]


@pytest.mark.parametrize(("act", "row", "level"), ACTS, ids=[act for act, _row, _level in ACTS])
def test_the_named_acts_find_their_row_for_the_stage_of_their_day(path: Path, act: str, row: str, level: str) -> None:
    told = {"event_date": "2024-10-05", "contest": "PILKADA-2024", "agency_kind": "kota", "violations": [row],
            "subject": {"kind": "PNS", "position": "pelaksana"}}  # fmt: skip
    answer = Door(None).post("law/assess/", told)
    assert (answer["stage"], answer["track"], answer["level"]) == ("calon", "discipline", level)
    before = Door(None).post("law/assess/", told | {"event_date": "2024-06-03", "violations": ["SKB-E-01"]})
    assert (before["stage"], before["track"]) == ("before_calon", "ethics")


@pytest.mark.parametrize(
    ("day", "contest", "law"),
    [("2023-10-30", "PEMILU-2024", "UU-5-2014"), ("2024-10-05", "PILKADA-2024", "UU-20-2023")],
)
def test_the_law_of_the_day_of_the_act_is_cited(path: Path, day: str, contest: str, law: str) -> None:
    told = {"event_date": day, "contest": contest, "agency_kind": "kota", "violations": ["PP94-N-06"],
            "subject": {"kind": "PNS", "position": "pelaksana"}}  # fmt: skip
    statutes = {row["id"] for row in Door(None).post("law/assess/", told)["statutes"]}
    assert law in statutes
    assert ({"UU-5-2014", "UU-20-2023"} - {law}) & statutes == set()


def test_the_letters_of_a_case_cite_the_law_of_its_day(path: Path) -> None:
    world = path.world
    world.team_keys = {"kasi": ("atasan_langsung", "anggota"), "auditor": ("pengawasan", "anggota"),
                       "kabid_disiplin": ("kepegawaian", "ketua")}  # fmt: skip
    cited = {}
    for key, day in (("pelaksana", date(2024, 10, 5)), ("rekan", date(2023, 10, 30))):
        case = world.case(key, "PP94-N-06", incident=world.incident(occurred_from=day, contest=None))
        world.do(case, "assign")
        world.for_official(case, "form_team", "ppk")
        letter = OfficialDocument.objects.get(owner_code=case.code, kind="F04_SK_TIM")
        cited[day.year] = " ".join(letter.paragraphs["mengingat"])
    assert "Undang-Undang Nomor 20 Tahun 2023" in cited[2024]
    assert "Undang-Undang Nomor 5 Tahun 2014" not in cited[2024]
    assert "Undang-Undang Nomor 5 Tahun 2014" in cited[2023]
    assert "Undang-Undang Nomor 20 Tahun 2023" not in cited[2023]


def test_a_head_who_is_involved_stands_outside_from_the_report_on(path: Path) -> None:
    """Named in the report with one of his staff: neither report nor case exists for him, and he is passed over."""
    tree = path.world.tree
    head = tree.person("kadis")
    persons = [{"name": head.name, "position": tree.position("kadis").name}, {"name": tree.person("pelaksana").name}]
    report = path.told(persons=json.dumps(persons))
    case = path.opened(report)
    of_head = path.door("desk").post(
        f"reports/{report.code}/open_case/",
        {"subject": {"employee": head.code}, "brief": "Mengajak staf di aula.", "violations": ["PP94-N-06"],
         "incident": case.incident.code, "estimate_of_witnesses": 25},
        (201, 409),
    )  # fmt: skip
    assert "case" in of_head, of_head
    path.move(case, "assign")
    door, client = path.door("kadis"), page(path.world.user("kadis"))
    for code in (case.code, of_head["case"]):
        assert client.get(f"/kasus/{code}/").status_code == 404
        door.get(f"cases/{code}/", 404)
        for address in ("/meja/", "/kasus/"):
            assert code not in client.get(address).content.decode()
    assert not Report.objects.visible_to(path.world.user("kadis")).exists()
    tiers: list[dict[str, Any]] = path.door("kasi").get(f"cases/{case.code}/tiers/")
    passed = next(row for row in tiers if row["title"] == tree.position("kadis").name)
    assert (passed["state_label"], passed["holder"]) == ("dilewati, alasan tercatat", None)
    assert "passed_reason" not in passed
    shown = page(path.world.user("kasi")).get(f"/kasus/{case.code}/").content.decode()
    assert head.full_name not in shown
    path.move(Case.objects.get(code=of_head["case"]), "assign")
    assert Case.objects.get(code=of_head["case"]).holder == tree.position("sekda")

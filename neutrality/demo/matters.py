"""Cases at every stage, each with the days on which its steps were taken."""

from datetime import date, timedelta

from cases.models import Case
from neutrality.demo.staff import Staff
from neutrality.demo.trail import Trail
from neutrality.organization.models import Appointment, Contest, Person, PersonKindPeriod

ANALYST = "analis"


def tell(staff: Staff) -> list[Case]:
    """Every case of the training city; returns them."""
    contests = {
        code: Contest.objects.create(agency=staff.agency, catalogue_id=code, name=name, stages={"ballot": ballot})
        for code, name, ballot in (
            ("PILKADA-2024", "Pemilihan Wali Kota 2024", "kepala_daerah"),
            ("PEMILU-2024", "Pemilu Presiden 2024", "presiden"),
        )
    }
    trails = [*_running(staff, contests["PILKADA-2024"]), *_older(staff, contests["PEMILU-2024"])]
    return [trail.case for trail in trails]


def _open(staff: Staff, contest: Contest, who: Appointment, violations: list[str], event: date, opened: date, words: str,
          place: str) -> Trail:  # fmt: skip
    return Trail.open(
        staff, ANALYST, person=who.person, contest=contest, violations=violations, event=event, title=words.rstrip("."),
        place=place, brief=words, opened=opened,
    )  # fmt: skip


def _running(staff: Staff, contest: Contest) -> list[Trail]:
    """Matters of the campaign of 2024."""
    kominfo = "Aula Dinas Kominfo"
    wira = _open(
        staff, contest, staff.at("Kepala Bidang Aplikasi Informatika"), ["PP94-N-06"], date(2024, 9, 24), date(2024, 10, 2),
        "Mengajak staf mendukung pasangan calon nomor urut 9 dan membagikan stiker.", kominfo,
    ).later(1)  # fmt: skip
    wira.assign().later(5).team().later(1).summon()
    bagas = _open(
        staff, contest, staff.at("Kepala Bidang Statistik dan Persandian"), ["PP94-N-02"], date(2024, 9, 29), date(2024, 10, 7),
        "Hadir dalam kampanye mengenakan seragam Korpri.", "Lapangan Contoh",
    ).later(2).assign().later(2).pause("start", "illness", "Surat keterangan sakit atasan 12/RSUD/2024")  # fmt: skip
    sekar = _open(
        staff, contest, staff.at("Sekretaris Dinas Komunikasi dan Informatika"), ["SKB-D-04"], date(2024, 9, 26),
        date(2024, 10, 7), "Hadir dalam deklarasi pasangan calon dan memberi sambutan.", "Gedung Contoh",
    )  # fmt: skip
    lurah = staff.at("Lurah Contoh Utara 1")
    ward = _open(
        staff, contest, lurah, ["PP94-N-06"], date(2024, 10, 1), date(2024, 10, 8),
        "Mengumpulkan ketua RT dan menyebut satu pasangan calon.", "Balai Kelurahan Contoh",
    ).later(1).assign()  # fmt: skip
    staffer = staff.in_unit("Seksi Aplikasi Informatika I")[1]
    clerk = _open(
        staff, contest, staffer, ["PP94-N-02"], date(2024, 9, 28), date(2024, 9, 30),
        "Mengikuti kampanye dengan kaus bergambar pasangan calon.", "Lapangan Contoh",
    ).later(1).assign().later(1)  # fmt: skip
    clerk.summon().serve_summons().absent()
    teacher = staff.in_unit("SMP Negeri 75", "fungsional")[2]
    liked = _open(
        staff, contest, teacher, ["SKB-E-04"], date(2024, 8, 30), date(2024, 10, 10),
        "Membagikan unggahan akun pemenangan bakal calon.", "Media sosial",
    )  # fmt: skip
    nurse = staff.in_unit("RSUD Contoh", "fungsional")[60]
    shared = _open(
        staff, contest, nurse, ["SKB-D-06"], date(2024, 10, 3), date(2024, 10, 11),
        "Mengomentari dan menyukai unggahan akun pemenangan calon.", "Media sosial",
    )  # fmt: skip
    soldier = Person.objects.create(agency=staff.agency, name="Umpama Rekasatya", search_name="UMPAMA REKASATYA")
    PersonKindPeriod.objects.create(person=soldier, kind="TNI", starts_on=date(2020, 1, 1))
    elsewhere = Trail.open(
        staff, ANALYST, person=soldier, contest=contest, violations=["PP94-N-06"], event=date(2024, 10, 4),
        title="Pengamanan kampanye disertai ajakan", place="Lapangan Contoh",
        brief="Anggota TNI menyampaikan ajakan kepada pegawai yang hadir.", opened=date(2024, 10, 9),
    )  # fmt: skip
    elsewhere.later(1).move("forward", to="Komandan Kodim Contoh", body="Uraian peristiwa dan bukti yang diterima.",
                            copies="Bawaslu Kota Pontianak", number="")  # fmt: skip
    together = [*_teachers(staff, contest), *_chat(staff, contest)]
    return [wira, bagas, sekar, ward, clerk, liked, shared, elsewhere, _idle(staff, contest), *together]


def _teachers(staff: Staff, contest: Contest) -> list[Trail]:
    """One event, five people of one school: one incident, a case for each."""
    return _together(
        staff, contest, staff.in_unit("SMP Negeri 77", "fungsional")[:5], "SKB-D-07", date(2024, 10, 5), date(2024, 10, 10),
        "Berfoto bersama calon dengan simbol dukungan pada acara sekolah.", "Halaman SMP Negeri 77",
    )  # fmt: skip


def _chat(staff: Staff, contest: Contest) -> list[Trail]:
    """A group chat of one ward of the hospital."""
    return _together(
        staff, contest, staff.in_unit("RSUD Contoh", "fungsional")[64:68], "SKB-D-06", date(2024, 10, 1), date(2024, 10, 8),
        "Membagikan unggahan akun pemenangan calon dalam grup percakapan ruangan.", "Media sosial",
    )  # fmt: skip


def _together(
    staff: Staff, contest: Contest, people: list[Appointment], violation: str, event: date, opened: date, words: str, place: str
) -> list[Trail]:  # fmt: skip
    trails: list[Trail] = []
    for who in people:
        trail = Trail.open(
            staff, ANALYST, person=who.person, contest=contest, violations=[violation], event=event,
            title=words.rstrip("."), place=place, brief=words, opened=opened,
            incident=trails[0].case.incident if trails else None,
        )  # fmt: skip
        trails.append(trail.later(1).assign())
    return trails


def _idle(staff: Staff, contest: Contest) -> Trail:
    """A superior who let the limit pass: told upwards by the clocks, an order waits for its signature."""
    trail = _open(
        staff, contest, staff.in_unit("Seksi Koperasi I")[0], ["PP94-N-02"], date(2024, 9, 27), date(2024, 10, 1),
        "Mengikuti kampanye dengan rompi bernomor.", "Lapangan Contoh",
    ).later(1)  # fmt: skip
    return trail.assign().later(8).order_transfer()


def _older(staff: Staff, contest: Contest) -> list[Trail]:
    """Matters of Pemilu 2024, further on."""
    laras = _open(
        staff, contest, staff.at("Kepala SMP Negeri 99"), ["PP94-N-06"], date(2024, 1, 30), date(2024, 9, 9),
        "Mengumpulkan 22 guru dan mengimbau mereka mendukung salah satu pasangan calon.", "Aula SMP Negeri 99",
    ).later(1)  # fmt: skip
    laras.assign().later(3).team().later(2).summon().serve_summons().examine().later(3).report("B2").later(2).propose(
        "B2", initials=3
    )
    rows = [laras]
    plans = [
        ("Seksi Angkutan I", date(2024, 9, 4), "served"),
        ("Seksi Persampahan I", date(2024, 6, 3), "in_force"),
        ("Seksi Perdagangan I", date(2024, 8, 28), "objection"),
        ("Seksi Kearsipan I", date(2024, 9, 13), "draft"),
        ("Seksi Pariwisata I", date(2024, 7, 22), "not_proven"),
    ]
    for unit, opened, until in plans:
        trail = _open(
            staff, contest, staff.in_unit(unit)[0], ["PP94-N-02"], date(2024, 1, 20), opened,
            "Mengikuti kampanye dengan atribut partai.", "Stadion Contoh",
        ).later(2)  # fmt: skip
        trail.assign().later(2).summon().serve_summons().examine().later(3)
        if until == "not_proven":
            trail.report(proven=False).later(2)
            trail.move("mark_not_proven", by=trail.holder(), reason="Saksi tidak melihat terlapor mengenakan atribut.")
        else:
            trail.report("S1_KGB").later(1).escalate().later(2)
            _decided(trail, until)
        rows.append(trail)
    rows.append(_light(staff, contest))
    rows.append(_absent_twice(staff, contest))
    return rows


def _decided(trail: Trail, until: str) -> None:
    if until == "draft":
        trail.propose("S1_KGB", initials=1)
        return
    trail.decide("S1_KGB").later(2).hand_over()
    if until == "objection":
        trail.later(4).move("file_objection", filed_on=trail.day, grounds="Hukuman dirasa terlalu berat.")
    elif until == "in_force":
        trail.effect().later(3).move("start_serving", starts_on=_first_of_next_month(trail.day), order_number="")


def _first_of_next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _light(staff: Staff, contest: Contest) -> Trail:
    """An obligation with impact on the unit: a reprimand by the head of the section."""
    trail = _open(
        staff, contest, staff.in_unit("Seksi Pajak Daerah I")[1], ["P94-3D"], date(2024, 2, 5), date(2024, 5, 13),
        "Mengabaikan edaran netralitas dengan memasang atribut di meja pelayanan.", "Kantor Bapenda",
    ).later(2)  # fmt: skip
    trail.assign().later(2).summon().serve_summons().examine().later(2).report(impact="unit_kerja").later(2)
    trail.decide("R2").later(2).hand_over()
    return trail.effect().later(1).move("close", reason="selesai")


def _absent_twice(staff: Staff, contest: Contest) -> Trail:
    trail = _open(
        staff, contest, staff.in_unit("Seksi Linmas I")[0], ["PP94-N-02"], date(2024, 1, 27), date(2024, 9, 13),
        "Mengikuti kampanye dengan atribut partai.", "Stadion Contoh",
    ).later(2)  # fmt: skip
    trail.assign().later(1).summon().serve_summons().absent().later(1).summon(again=True).serve_summons().absent()
    return trail

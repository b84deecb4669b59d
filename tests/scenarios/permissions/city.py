"""A city in which every kind of thing stands once, and every kind of person has an account."""

from datetime import date, timedelta
from typing import Any

from cases.actions import chain, letters
from cases.models import Case, CaseAccess, Exhibit, IdentityRequest
from neutrality.accounts.models import Role, User
from neutrality.documents.models import NumberSeries, OfficialDocument, ServiceProof
from neutrality.notifications.actions import notify
from neutrality.organization.models import AppointmentRequest, FamilyTie, ImportRun
from neutrality.outbox.runner import drain
from neutrality.overview import actions as exports
from neutrality.prevention import actions as circulars
from neutrality.veil import veiled
from neutrality.workdays import today
from neutrality.workdays.models import Holiday
from sanctions.models import EarlierImport
from tests.cases.procedure.world import scan
from tests.factories import make_user
from tests.scenarios.path import Path
from tests.scenarios.permissions.trying import Answer, knock, signed_in

NEVER = "ZZ-24-0000"  # a code that nothing bears


class City:
    """``people``: an account by the keys of PEOPLE; ``values``: the code for a route's name, by its beginning;
    ``sessions``: everybody's, signed in once.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.world = path, path.world
        self.report = path.told("confidential")
        self.case = path.opened(self.report)
        self.people = self._people()
        chain.declare_conflict(case=self.case, person=self.world.tree.person("kabid"), actor=self.world.desk)
        chain.declare_conflict(case=self.case, person=self.user("walled_desk"), actor=self.world.desk)
        self.report.walls.create(account=self.user("walled_desk"), reason="declared")
        path.reported(path.summoned(self.case))
        path.door("desk").post("decisions/", {"case": self.case.code, "sanction": "S1_KGB"}, 201)
        self._sits(self.user("examiner"))
        self.case = Case.objects.get(pk=self.case.pk)
        self.values = self._values()
        drain(include_held=True)
        self.sessions = {key: signed_in(user) for key, user in self.people.items()}

    def user(self, key: str) -> User:
        found = self.people[key]
        assert found is not None
        return found

    def knock(self, key: str, method: str, path: str, body: Any = None, *, journal: bool = False) -> Answer:
        """One request by somebody; everything that it did is taken back."""
        return knock(self.sessions[key], method, path, body, journal=journal)

    def _people(self) -> dict[str, User | None]:
        world, agency = self.world, self.world.agency
        elsewhere = make_user("instansi-lain", roles=[Role.INTAKE, Role.AUDITOR, Role.REGISTRAR], agency=_elsewhere())
        return {
            "public": None,
            "asn": world.user("pelaksana_lain"),
            "operator": make_user(roles=[Role.OPERATOR], agency=agency, unit=world.tree.unit("dinas")),
            "subject": world.user("pelaksana"),
            "passed": world.user("kabid"),
            "other_head": world.user("kadis_lain"),
            "acted": world.user("kasi"),
            "holder": world.user("kadis"),
            "examiner": world.user("kabid_disiplin"),
            "sekda": world.user("sekda"),
            "ppk": world.user("ppk"),
            "desk_head": world.user("kepala_bkpsdm"),
            "desk": world.desk,
            "walled_desk": make_user(roles=[Role.INTAKE], agency=agency, display_name="Petugas Bertembok"),
            "alternate": world.user("inspektur", Role.ALTERNATE_INTAKE),
            "legal": world.user("kabag_hukum", Role.LEGAL),
            "auditor": world.user("auditor", Role.AUDITOR),
            "registrar": make_user(roles=[Role.REGISTRAR], agency=agency),
            "bawaslu": make_user(roles=[Role.BAWASLU], agency=agency, institution="Bawaslu"),
            "admin": make_user(roles=[Role.ADMIN], agency=agency, is_staff=True),
            "other_agency": elsewhere,
        }

    def _sits(self, user: User) -> None:
        CaseAccess.objects.create(
            case=self.case, capacity=CaseAccess.Capacity.EXAMINER, person=user.person, since=today(self.world.agency)
        )

    # --- one of each kind ----------------------------------------------------------------------

    def _values(self) -> dict[str, dict[str, str]]:
        tree = self.world.tree
        letter = letters.file_letter(
            actor=self.world.desk,
            data={"sender": "bawaslu", "sender_name": "Bawaslu", "number": "1/PM/2024", "dated": "2024-10-01",
                  "received_on": "2024-10-02", "summary": "Uraian.", "recommendations": [{"name": "Andai Rekaan"}]},
        )  # fmt: skip
        issued, draft = self._circulars()
        run = ImportRun.objects.create(agency=self.world.agency, requested_by=self.world.desk, file_name="a.csv")
        earlier = EarlierImport.objects.create(
            agency=self.world.agency,
            requested_by=self.world.desk,
            file_name="b.csv",
            state="faulty",
            preview={"counts": {}, "rows": 0},
        )
        export = exports.request_export(actor=self.world.desk, kind="cases", format="csv")
        for user in filter(None, self.people.values()):
            notify(user, "task", key=f"coba:{user.pk}", link="/meja/", due=date(2024, 10, 30))
        documents = OfficialDocument.objects.filter(owner_code=self.case.code).order_by("pk")
        document = documents.filter(state="served").first()
        assert document is not None
        asked = IdentityRequest.objects.create(
            report=self.report, code="ID-24-AAAAAA", requested_by=self.world.desk, reason="Alasan."
        )
        case = {
            "code": self.case.code,
            "exhibit": Exhibit.objects.get().code,
            "letter": document.code,
            "move": "decide",
        }
        report = {"code": self.report.code, "file": self.report.originals.latest("pk").code, "other": self.case.code,
                  "slug": "tanya"}  # fmt: skip
        person = {"code": tree.person("guru").code}
        return {
            "kasus/": case, "api/v1/cases/": case,
            "kotak-masuk/identitas/": {"code": asked.code},
            "kotak-masuk/": report, "api/v1/reports/": report,
            "surat-masuk/": {"code": letter.code},
            "surat/nomor/": {"pk": str(NumberSeries.objects.order_by("pk")[0].pk)},
            "surat/bukti/": {"proof": veiled(ServiceProof.objects.get().pk, "proof")},
            "surat/": {"code": document.code},
            "periksa/": {"code": document.verification_code}, "api/v1/verify/": {"code": document.verification_code},
            "edaran/<code>/terbit/": {"code": draft.code}, "edaran/<code>/ubah/": {"code": draft.code},
            "api/v1/circulars/<id>/issue/": {"id": draft.code},
            "edaran/": {"code": issued.code}, "api/v1/circulars/": {"id": issued.code},
            "api/v1/decisions/": {"id": self.case.decisions.get().code},
            "pegawai/impor/": {"code": run.code},
            "pegawai/jabatan/akhiri/": {"code": tree.appointment("guru").code},
            "pegawai/jabatan/pindaian/": {"code": tree.appointment("guru").code},
            "pegawai/jabatan/": {"code": tree.position("guru").code, "slug": "ganti-nama"},
            "pegawai/unit/": {"code": tree.unit("sekolah").code, "slug": "ganti-nama"},
            "pegawai/permintaan/": {"code": self._asked().code},
            "pegawai/hubungan/": {"slug": "keluarga", "pk": str(self._tie().pk)},
            "pegawai/": person, "api/v1/employees/": person,
            "api/v1/units/": {"code": tree.unit("sekolah").code},
            "register/impor/": {"code": earlier.code},
            "ekspor/": {"code": export.code}, "api/v1/exports/": {"id": export.code},
            "hari-kerja/": {"pk": str(Holiday.objects.filter(agency_id=None).first().pk), "question": "Q-CUTI"},
            "hukum/posisi/": {"question": "Q-PPK-RUNS", "digest": "0" * 64},
        }  # fmt: skip

    def _asked(self) -> AppointmentRequest:
        """The head of the school asks for somebody who acts for him."""
        tree = self.world.tree
        return AppointmentRequest.objects.create(
            agency=tree.agency, asked_by=self.world.user("kepala_sekolah"), asked_for=tree.person("kepala_sekolah"),
            asked_on=today(), position=tree.position("kepala_sekolah"), person=tree.person("guru"), reason="Cuti.",
            starts_on=today(), ends_on=today() + timedelta(days=3),
        )  # fmt: skip

    def _tie(self) -> FamilyTie:
        tree = self.world.tree
        return FamilyTie.objects.create(
            person=tree.person("guru"), relative=tree.person("rekan"), source="Kartu keluarga"
        )

    def _circulars(self) -> tuple[Any, Any]:
        office = self.world.tree.unit("bkpsdm")
        NumberSeries.objects.create(unit=office, classification="BIASA", year=2024, pattern="100.3.4/{nomor}/{tahun}")
        fields = {"about": "Netralitas ASN", "basis": ["Undang-Undang"], "content": ["Tidak memihak."],
                  "signer": self.world.tree.appointment("sekda"), "to_everyone": True,
                  "read_by": today() + timedelta(days=12)}  # fmt: skip
        issued = circulars.compose(actor=self.world.desk, fields=fields)
        circulars.issue(code=issued.code, actor=self.world.desk, scan=scan())
        circulars.deliver(code=issued.code)
        draft = circulars.compose(actor=self.world.desk, fields=fields | {"about": "Draf lain"})
        return issued, draft

    def names(self, route: str) -> dict[str, str]:
        """Codes for the names in a route: of the longest beginning that is known."""
        known = [start for start in self.values if route.startswith(start)]
        return self.values[max(known, key=len)] if known else {}


def _elsewhere() -> Any:
    from tests.factories import make_agency

    return make_agency()

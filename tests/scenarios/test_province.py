"""The training province at its real size: built by the product's own actions, seen by each as far as agreed."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command

from cases.models import Case
from neutrality.accounts.models import User
from neutrality.documents.models import OfficialDocument
from neutrality.organization.models import Agency, Employee
from neutrality.overview.figures import board, region
from neutrality.workdays import today


@pytest.fixture
def province(db: None, settings: Any, tmp_path: Any) -> None:
    settings.TRAINING, settings.TODAY, settings.DATA_DIR = True, "2024-10-16", tmp_path
    settings.DEMO_PASSWORD = "latihan-provinsi"
    call_command("demo", scale="provinsi", verbosity=0)


def test_the_province_of_kalimantan_barat(province: None) -> None:
    governor = User.objects.get(username="gubernur")
    desk = User.objects.get(username="analis")
    assert today() == date(2024, 10, 16)
    assert Employee.objects.filter(agency=governor.agency).count() == 14_851
    assert Agency.objects.filter(parent=governor.agency).count() == 14

    shown = board.build(governor)
    assert (shown.asn, shown.totals.confirmed, shown.average) == (14_851, 8, 0.5)
    assert not shown.rated  # no perangkat daerah has five
    assert Case.objects.visible_to(desk).count() == 8
    assert not Case.objects.visible_to(governor).exists()  # figures; a case only at the governor's tier

    rows = {row.agency.code: row for row in region.rows_for(governor, "PILKADA-2024")}
    assert sum(row.agreement is not None for row in rows.values()) == 9
    assert rows["mempawah"].confirmed == 6  # the village head is followed, not counted
    assert rows["bengkayang"].confirmed is None  # agreed, but fewer than five
    assert rows["ketapang"] == region.RegionRow(rows["ketapang"].agency, None)
    village = Case.objects.get(agency__code="mempawah", track="village")
    assert village.status == "awaiting_answer"
    letter = OfficialDocument.objects.get(owner_code=village.code, kind="P18_PENERUSAN")
    assert letter.context["kepada"].startswith("Bupati Mempawah\nmelalui Kepala Dinas Pemberdayaan Masyarakat dan Desa")
    assert letter.number and letter.pdf
    assert {case.agency.code for case in Case.objects.visible_to(User.objects.get(username="analis.mempawah"))} == {
        "mempawah"
    }

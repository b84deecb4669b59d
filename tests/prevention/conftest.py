from datetime import date, timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from neutrality.accounts.models import Role, User
from neutrality.documents.models import NumberSeries
from neutrality.organization.models import Person
from neutrality.prevention import actions
from neutrality.prevention.models import Circular
from tests.cases.procedure.world import World, scan
from tests.factories import account_of

TODAY = date(2024, 10, 16)


class Office(World):
    """The small city with a desk that composes circulars."""

    def __init__(self, settings: Any) -> None:
        super().__init__(settings)
        office = self.tree.unit("bkpsdm")
        NumberSeries.objects.create(unit=office, classification="BIASA", year=2024, pattern="100.3.4/{nomor}/{tahun}")

    def fields(self, **changes: Any) -> dict[str, Any]:
        return {
            "about": "Netralitas ASN pada Pilwako 2024",
            "basis": ["Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara"],
            "content": ["Tidak memakai atribut pasangan calon.", "Tidak mengajak orang lain mendukung."],
            "signer": self.tree.appointment("sekda"),
            "to_everyone": True,
            "read_by": TODAY + timedelta(days=12),
        } | changes

    def draft(self, *units: str, **changes: Any) -> Circular:
        changes = changes | ({"to_everyone": False} if units else {})
        targets = [self.tree.unit(key) for key in units]
        return actions.compose(actor=self.desk, fields=self.fields(**changes), targets=targets)

    def issued(self, *units: str, **changes: Any) -> Circular:
        """Signed on paper, recorded by the desk, and delivered to its readers."""
        return self.issue(self.draft(*units, **changes))

    def issue(self, circular: Circular) -> Circular:
        actions.issue(code=circular.code, actor=self.desk, scan=scan())
        actions.deliver(code=circular.code)
        return Circular.objects.get(pk=circular.pk)

    def user_of(self, person: Person) -> User:
        return account_of(person)

    def door(self, user: User) -> APIClient:
        client = APIClient()
        client.force_authenticate(user)
        return client


@pytest.fixture
def office(db: None, settings: Any, tmp_path: Any) -> Office:
    settings.DATA_DIR = tmp_path
    office = Office(settings)
    office.on(TODAY)
    office.user("auditor", Role.AUDITOR)
    return office

"""What an agency answered to Q-CUTI, for the calendar itself (``workdays.queries.ask_about_cuti_bersama``)."""

from neutrality.counsel.models import LegalPosition
from neutrality.law.catalogue import load
from neutrality.law.readings import cuti_bersama_is_worked


def is_skipped(agency_id: int) -> bool:
    """What the standing answer says; until there is one, the reading that the catalogue gives."""
    told = LegalPosition.objects.filter(agency=agency_id, question="Q-CUTI", superseded_by=None)
    option = told.order_by("-decided_on", "-pk").values_list("option", flat=True).first()
    return not cuti_bersama_is_worked({"Q-CUTI": option} if option else {}, load())

"""What the decisions of the other tracks say: a contract that ends, the agency's own PPPK sanctions, a party member's dismissal.

Their forms (L03, L04, L05) have one list under Menimbang and no day of effect of PP 94/2021.
"""

from typing import Any

from neutrality.documents.words import long_date
from sanctions.models import Decision

# How the contract ends, by the sanction (PP 49/2018 Pasal 53).
_ENDED = {"K_PHK_DHTAPS": "dengan hormat tidak atas permintaan sendiri", "K_PHK_TDH_PARPOL": "tidak dengan hormat"}
# In the order of the letter: that the decision is needed closes the list.
_ORDER = ("menimbang_a_perbuatan_terbukti", "menimbang_b_pasal", "menimbang_d", "menimbang_c_perlu")
# Fields of which each line is one entry.
LINES = ("bukti_keanggotaan",)


def own_fields(decision: Decision, subject: Any, considered: dict[str, str], articles: str) -> dict[str, Any]:
    """Computed fields of these forms; what only a person knows is typed on the draft."""
    return {
        "menimbang": tuple(text for name in _ORDER if (text := considered[name])),
        "identitas": subject,
        "dasar": f"terbukti melanggar ketentuan {articles}" if articles else "",
        "jenis_pemutusan": _ENDED.get(decision.sanction, ""),
        "tmt": long_date(decision.starts_on) if decision.starts_on else "",
    }


def read_typed(name: str, value: Any) -> Any:
    """A typed field as the form takes it."""
    if name in LINES and isinstance(value, str):
        return tuple(line.strip() for line in value.splitlines() if line.strip())
    return value

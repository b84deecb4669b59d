"""Facts that no register knows and the legal check asks a person for: kept with the draft, told to the engine.

``Decision.told`` holds ``{fact: value}`` under the names of ``POST law/assess/``; an approval in writing
also has ``<fact>_ground``, the number and date of its letter.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from neutrality.law.catalogue import load
from sanctions.models import Decision

# Approvals: the engine takes yes or no, the file the letter on which that rests.
APPROVALS = ("mendagri_approval", "acting_consent")
FACTS = (*APPROVALS, "term_ends", "pppk_local_rule", "offender_sanction")
# What the check says where one of them would change its answer, beside a ``fact_missing`` at its path.
_ASKED_BY = {"mendagri_approval": ("pasal71_window",)}
_UNSAID = [("", gettext_lazy("Belum diketahui")), ("yes", gettext_lazy("Ya")), ("no", gettext_lazy("Tidak"))]


class _YesNo(forms.TypedChoiceField):
    """Yes, no, or not known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_UNSAID, required=False, empty_value=None, coerce=lambda said: said == "yes", **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class ToldForm(forms.Form):
    """Only the facts that the check asks for, or that were told before, have an input."""

    mendagri_approval = _YesNo(label=gettext_lazy("Persetujuan tertulis Mendagri atas penggantian pejabat"))
    mendagri_approval_ground = forms.CharField(
        label=gettext_lazy("Nomor dan tanggal surat Mendagri"), max_length=200, required=False
    )
    acting_consent = _YesNo(label=gettext_lazy("Persetujuan tertulis bagi Plt., Plh., atau Pj. untuk menghukum"))
    acting_consent_ground = forms.CharField(
        label=gettext_lazy("Nomor dan tanggal surat persetujuan itu"), max_length=200, required=False
    )
    term_ends = forms.DateField(
        label=gettext_lazy("Akhir masa jabatan kepala daerah"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Isi tanggal yang benar.")},
    )  # fmt: skip
    pppk_local_rule = _YesNo(label=gettext_lazy("Instansi mempunyai aturan disiplin PPPK sendiri"))
    offender_sanction = forms.ChoiceField(
        label=gettext_lazy("Hukuman yang sesuai bagi bawahan"), required=False,
        error_messages={"invalid_choice": gettext_lazy("Pilih salah satu hukuman dari daftar.")},
    )  # fmt: skip

    def __init__(self, *args: Any, asked: set[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [row for row in load().sanctions.values() if row.track == "discipline"]
        choices = [("", gettext_lazy("Belum diketahui")), *((row.id, row.title["id"]) for row in rows)]
        self.fields["offender_sanction"].choices = choices  # type: ignore[attr-defined]
        if asked is not None:
            for name in set(self.fields) - asked - {f"{one}_ground" for one in asked}:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in APPROVALS:
            if data.get(name) and not str(data.get(f"{name}_ground") or "").strip():
                self.add_error(f"{name}_ground", _("Sebut nomor dan tanggal suratnya."))
        return data

    def values(self) -> dict[str, Any]:
        """What was said, as JSON keeps it; call after ``is_valid``."""
        said = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in said.items()}


def asked(assessment: Mapping[str, Any], decision: Decision) -> set[str]:
    """Facts that the check asks for now, or that this draft already tells."""
    missing = {row["path"] for row in assessment["findings"] if row["code"] == "fact_missing"}
    codes = {row["code"] for row in assessment["findings"]}
    return {name for name in FACTS if name in missing or name in decision.told or codes & set(_ASKED_BY.get(name, ()))}


def facts_told(decision: Decision) -> dict[str, Any]:
    """Of what the draft tells, what the engine takes."""
    return {name: decision.told[name] for name in FACTS if decision.told.get(name) is not None}

"""A day off, taking over a year from the package, and the decree of a year."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from neutrality.workdays import library, queries, rights
from neutrality.workdays.changes import Proposal
from neutrality.workdays.models import CalendarYear, Holiday, HolidayKind

NATION, REGION, AGENCY = "nation", "region", "agency"


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class HolidayForm(forms.Form):
    """One day. BKPSDM keeps the days of its own agency, the technical administrator those of everybody."""

    date = forms.DateField(
        label=gettext_lazy("Tanggal"), widget=_day_input(), error_messages={"required": gettext_lazy("Isi tanggalnya.")}
    )
    name = forms.CharField(
        label=gettext_lazy("Nama"), max_length=120,
        error_messages={"required": gettext_lazy("Isi namanya, misalnya “Hari jadi kota”.")},
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Jenis"))
    reach = forms.ChoiceField(label=gettext_lazy("Berlaku di"))
    region = forms.CharField(
        label=gettext_lazy("Wilayah"), max_length=100, required=False,
        help_text=gettext_lazy("Misalnya “Kota Pontianak”. Hari provinsi berlaku juga di kota dan kabupatennya."),
    )  # fmt: skip
    decree = forms.CharField(
        label=gettext_lazy("Nomor keputusan"), max_length=200, required=False,
        help_text=gettext_lazy("Misalnya nomor SKB 3 Menteri, Keppres, atau keputusan kepala daerah."),
    )  # fmt: skip
    estimated = forms.BooleanField(
        label=gettext_lazy("Tanggal perkiraan"), required=False,
        help_text=gettext_lazy("Centang selama tanggalnya belum ditetapkan."),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, row: Holiday | None = None, **kwargs: Any) -> None:
        self.user, self.row = user, row
        if row is not None:
            kwargs["initial"] = {
                "date": row.date, "name": row.name, "kind": row.kind, "region": row.region, "decree": row.decree,
                "estimated": row.estimated, "reach": REGION if row.region else AGENCY if row.agency_id else NATION,
            }  # fmt: skip
        super().__init__(*args, **kwargs)
        nation = rights.keeps_nation(user)
        reaches = [(NATION, _("Seluruh Indonesia")), (REGION, _("Satu wilayah"))] if nation else []
        if row is not None and row.agency_id:
            reaches.append((AGENCY, _("Instansi ini")))
        elif user.agency_id is not None:
            reaches.append((AGENCY, user.agency.short_name))
        self.fields["reach"].choices = reaches  # type: ignore[attr-defined]
        kinds = HolidayKind.choices if nation else [one for one in HolidayKind.choices if one[0] in LOCAL_KINDS]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.known_regions = queries.known_regions() if nation else []
        if nation:
            self.fields["region"].widget.attrs["list"] = "daftar-wilayah"
        else:
            del self.fields["region"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("reach") == REGION and not data.get("region"):
            self.add_error("region", _("Sebut wilayahnya."))
        told, before = data.get("region") or "", self.row.region if self.row else ""
        if data.get("reach") == REGION and told not in ("", before, *self.known_regions):
            self.add_error("region", _("Tidak ada instansi di wilayah itu. Pilih salah satu: %(regions)s.") % {
                "regions": ", ".join(self.known_regions[:12]) or "–"})  # fmt: skip
        if data.get("reach") == NATION and data.get("kind") == HolidayKind.REGIONAL:
            self.add_error("kind", _("Libur daerah memerlukan instansi atau wilayahnya."))
        day = data.get("date")
        if day is not None and not library.FIRST_YEAR <= day.year <= library.LAST_YEAR:
            self.add_error("date", _("Isi tanggal antara tahun 1990 dan 2100."))
        return data

    def proposal(self) -> Proposal:
        """Call after ``is_valid``."""
        told = self.cleaned_data
        agency = self.row.agency_id if self.row is not None and self.row.agency_id else self.user.agency_id
        new = Holiday(
            pk=self.row.pk if self.row else None, date=told["date"], kind=told["kind"], name=told["name"].strip(),
            agency_id=agency if told["reach"] == AGENCY else None,
            region=told.get("region", "").strip() if told["reach"] == REGION else "",
            decree=told["decree"].strip(), estimated=told["estimated"], source=self.row.source if self.row else "",
        )  # fmt: skip
        return Proposal(saves=(new,), before=(self.row,) if self.row else ())


LOCAL_KINDS = (HolidayKind.REGIONAL, HolidayKind.ELECTION)


class ImportForm(forms.Form):
    """Which differences between the package and the record are taken over."""

    take = forms.MultipleChoiceField(
        label=gettext_lazy("Perubahan"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Centang sedikitnya satu perubahan.")},
    )  # fmt: skip
    decree = forms.CharField(
        label=gettext_lazy("Nomor keputusan"), max_length=200, required=False,
        help_text=gettext_lazy("Dicatat pada setiap hari yang diambil. Kosongkan selama belum ditetapkan."),
    )  # fmt: skip

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = library.differences(year)
        self.fields["take"].choices = [(one.key, one.key) for one in self.found]  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial["take"] = [one.key for one in self.found if one.suggested]

    def chosen(self) -> list[str]:
        told = self.data.getlist("take") if self.is_bound and hasattr(self.data, "getlist") else self.initial["take"]
        return list(told)

    def proposal(self) -> Proposal:
        taken = [one for one in self.found if one.key in self.cleaned_data["take"]]
        saves = tuple(one.row for one in taken if one.action != "remove")
        for row in saves:
            row.decree = self.cleaned_data["decree"].strip() or row.decree
        return Proposal(
            saves=saves,
            removes=tuple(one.row.pk for one in taken if one.action == "remove"),
            before=tuple(one.before for one in taken if one.before is not None),
        )


class YearForm(forms.Form):
    """Whether the decree on holidays and cuti bersama of a year is known and entered."""

    confirmed = forms.BooleanField(
        label=gettext_lazy("Keputusan tahun ini sudah dicatat"), required=False,
        help_text=gettext_lazy("Sesudah dicatat, hitungan dalam tahun ini tidak lagi sementara."),
    )  # fmt: skip
    decree = forms.CharField(label=gettext_lazy("Nomor keputusan bersama"), max_length=300, required=False)

    def __init__(self, *args: Any, year: int, row: CalendarYear | None, **kwargs: Any) -> None:
        self.year = year
        if row is not None:
            kwargs["initial"] = {"confirmed": row.confirmed, "decree": row.decree}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("confirmed") and not data.get("decree"):
            self.add_error("decree", _("Isi nomor keputusannya, misalnya “SKB 3 Menteri 1017/2024”."))
        return data

    def proposal(self) -> Proposal:
        return Proposal(years={self.year: self.cleaned_data["confirmed"]})

"""Forms of Bagian Hukum: an answer to an open question, and the facts of "what if"."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from neutrality.counsel.presenters import authority_name, words
from neutrality.law import facts
from neutrality.law.catalogue import Catalogue
from neutrality.law.rows import Row

UNKNOWN = ("", _("Belum diketahui"))
MAX_ATTACHMENT = 20_000_000


class PositionForm(forms.Form):
    option = forms.ChoiceField(label=_("Jawaban"), widget=forms.RadioSelect)
    decided_on = forms.DateField(
        label=_("Tanggal ditetapkan"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Berlaku untuk keputusan sejak tanggal ini."),
        error_messages={"required": _("Isi tanggal posisi ini ditetapkan.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Alasan"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Dibaca siapa pun yang keputusannya bersandar padanya."),
        error_messages={"required": _("Tulis alasan jawaban itu.")},
    )  # fmt: skip
    attachment = forms.FileField(
        label=_("Lampiran"), required=False, help_text=_("Pindaian nota atau surat penetapan, PDF atau gambar.")
    )

    def __init__(self, *args: Any, question: Row, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["option"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
        choice.choices = [(row["id"], words(row["effect"])) for row in question.options]
        choice.error_messages["required"] = str(_("Pilih salah satu jawaban."))


def _select(
    label: Any, options: tuple[str, ...], names: dict[str, Any] | None = None, **more: Any
) -> forms.ChoiceField:
    shown = [(one, (names or {}).get(one, one.replace("_", " ").capitalize())) for one in options]
    return forms.ChoiceField(label=label, choices=[UNKNOWN, *shown], required=False, **more)


def _flag(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[UNKNOWN, ("yes", _("Ya")), ("no", _("Tidak"))], required=False)


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


BALLOTS = {
    "presiden": _("Presiden dan Wakil Presiden"), "dpr_dprd": "DPR, DPRD", "dpd": "DPD", "kepala_daerah": _("Kepala daerah"),
}  # fmt: skip
CATEGORIES = {
    "ethics": _("Kode etik, sebelum calon ditetapkan"), "discipline": _("Netralitas: disiplin"),
    "other": _("Kewajiban dan larangan lain"), "criminal": _("Pidana pemilihan, diteruskan"),
    "village": _("Pemerintah desa, diteruskan"),
}  # fmt: skip
IMPACTS = {
    "unit_kerja": _("Unit kerja"), "instansi": _("Instansi"), "negara": _("Negara"), "pemerintah": _("Pemerintah"),
}  # fmt: skip
POSTS = {
    "jpt_utama": "JPT Utama", "jpt_madya": "JPT Madya", "jpt_pratama": "JPT Pratama", "administrator": "Administrator",
    "pengawas": "Pengawas", "pelaksana": "Pelaksana", "fungsional": "Fungsional",
}  # fmt: skip
ACTING = {"plt": "Plt", "plh": "Plh", "pj": "Pj"}
_SUBJECT_FLAGS = (
    "head_of_service_unit", "regional_secretary", "unit_has_administrator", "unit_has_pengawas", "on_unpaid_leave",
    "candidate_spouse", "serves_as_village_head",
)  # fmt: skip


class WhatIfForm(forms.Form):
    """Facts by hand. What is left open stays unknown and is asked about."""

    event_date = _day(_("Tanggal kejadian"), error_messages={"required": _("Isi tanggal kejadian.")})
    decision_date = _day(_("Tanggal keputusan"), required=False)
    contest = forms.ChoiceField(label=_("Pemilihan"), required=False)
    ballot = _select(_("Jenis pemilihan"), facts.BALLOTS, BALLOTS)
    agency_kind = _select(_("Jenis instansi"), facts.AGENCY_KINDS)
    violations = forms.MultipleChoiceField(
        label=_("Pelanggaran"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih satu sampai dua puluh pelanggaran.")},
    )  # fmt: skip
    impact = _select(_("Dampak"), facts.IMPACTS, IMPACTS)
    kind = forms.ChoiceField(
        label=_("Jenis kepegawaian"), choices=[(one, one.replace("_", " ")) for one in facts.KINDS]
    )
    position = _select(_("Jenis jabatan"), facts.POSITIONS, POSTS)
    functional_grade = _select(_("Jenjang fungsional"), facts.GRADES)
    equivalent_level = _select(_("Kesetaraan jabatan"), facts.POSITIONS[:5], POSTS)
    head_of_service_unit = _flag(_("Mengepalai sekolah, puskesmas, atau UPT"))
    regional_secretary = _flag(_("Sekretaris Daerah"))
    unit_has_administrator = _flag(_("Unit mempunyai jabatan Administrator"))
    unit_has_pengawas = _flag(_("Unit mempunyai jabatan Pengawas"))
    on_unpaid_leave = _flag(_("Sedang CLTN"))
    candidate_spouse = _flag(_("Suami atau istri calon"))
    serves_as_village_head = _flag(_("Menjabat kepala desa"))
    prior_code = forms.ChoiceField(label=_("Hukuman lama"), required=False)
    prior_same_nature = _flag(_("Sifat pelanggarannya sama"))
    prior_same_breach = _flag(_("Untuk pelanggaran yang sama ini"))
    prior_state = _select(_("Keadaan hukuman lama"), facts.STATES, {
        "in_force": _("berlaku"), "serving": _("sedang dijalani"), "ended": _("selesai"), "annulled": _("dibatalkan"),
    })  # fmt: skip
    letter = _day(_("Tanggal surat panggilan I"), required=False)
    examination = _day(_("Tanggal pemeriksaan I"), required=False)
    attended = _flag(_("Hadir pada panggilan I"))
    served = _flag(_("Ada bukti penyerahan panggilan I"))
    letter_2 = _day(_("Tanggal surat panggilan II"), required=False)
    examination_2 = _day(_("Tanggal pemeriksaan II"), required=False)
    attended_2 = _flag(_("Hadir pada panggilan II"))
    served_2 = _flag(_("Ada bukti penyerahan panggilan II"))
    team = _flag(_("Tim pemeriksa ada"))
    minutes = _flag(_("Berita acara pemeriksaan ada"))
    report = _flag(_("Laporan hasil pemeriksaan ada"))
    sanction = forms.ChoiceField(label=_("Hukuman yang diusulkan"), required=False)
    authority = forms.ChoiceField(label=_("Pejabat yang menjatuhkan"), required=False)
    acting = _select(_("Sebagai"), facts.ACTING, ACTING)
    offender_sanction = forms.ChoiceField(label=_("Hukuman bawahan (bagi atasan yang tidak bertindak)"), required=False)
    pppk_local_rule = _flag(_("Instansi mempunyai aturan disiplin PPPK"))
    term_ends = _day(_("Akhir masa jabatan kepala daerah"), required=False)
    mendagri_approval = _flag(_("Persetujuan tertulis Mendagri ada"))
    acting_consent = _flag(_("Persetujuan tertulis bagi Plt., Plh., atau Pj. ada"))
    vacant = forms.MultipleChoiceField(
        label=_("Jabatan yang kosong"), required=False, widget=forms.SelectMultiple(attrs={"size": 4})
    )
    own_positions = forms.BooleanField(
        label=_("Pakai posisi hukum instansi"), required=False, initial=True,
        help_text=_("Pertanyaan yang sudah dijawab Bagian Hukum tidak ditanyakan lagi."),
    )  # fmt: skip

    GROUPS = (
        (_("Kejadian"), ("event_date", "contest", "ballot", "agency_kind", "impact", "decision_date")),
        (_("Pelanggaran"), ("violations",)),
        (_("Terlapor"), ("kind", "position", "functional_grade", "equivalent_level", *_SUBJECT_FLAGS)),
        (_("Riwayat"), ("prior_code", "prior_same_nature", "prior_same_breach", "prior_state", "offender_sanction")),
        (
            _("Pemeriksaan"),
            (
                "letter", "examination", "attended", "served", "letter_2", "examination_2", "attended_2", "served_2",
                "team", "minutes", "report",
            ),
        ),
        (
            _("Usul keputusan"),
            (
                "sanction", "authority", "acting", "vacant", "acting_consent", "pppk_local_rule", "term_ends",
                "mendagri_approval", "own_positions",
            ),
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, catalogue: Catalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sanctions = [UNKNOWN, *((row.id, f"{row.id} · {words(row.title)}") for row in catalogue.sanctions.values())]
        rows = [
            *catalogue.violations.values(),
            *(row for row in catalogue.prohibitions.values() if row.id not in catalogue.twins),
        ]
        officers = [(one, authority_name(one)) for one in facts.AUTHORITIES]
        self._offer("contest", [UNKNOWN, *((row.id, words(row.name)) for row in catalogue.contests.values())])
        self.rows = rows
        self._offer("violations", [(row.id, f"{row.id} · {words(row.form)}") for row in rows])
        for name in ("prior_code", "sanction", "offender_sanction"):
            self._offer(name, sanctions)
        self._offer("authority", [UNKNOWN, *officers])
        self._offer("vacant", officers)

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices

    def groups(self) -> list[dict[str, Any]]:
        """Fields in their fieldsets, for the page."""
        return [
            {
                "title": title,
                "fields": [self[name] for name in names],
                "violations": self._by_category() if names == ("violations",) else None,
            }
            for title, names in self.GROUPS
        ]

    def _by_category(self) -> list[dict[str, Any]]:
        """The rows to tick, by what they are; those with a tick are open, and the first while nothing is ticked."""
        ticked = set(self.data.getlist("violations")) if self.is_bound and hasattr(self.data, "getlist") else set()
        groups: dict[str, list[dict[str, Any]]] = {name: [] for name in CATEGORIES}
        for row in self.rows:
            name = row.category if "category" in row.data else "other"
            groups[name].append({"id": row.id, "words": words(row.form), "ticked": row.id in ticked})
        return [
            {
                "title": title,
                "rows": groups[name],
                "ticked": sum(row["ticked"] for row in groups[name]),
                "open": any(row["ticked"] for row in groups[name]) or (not ticked and name == "discipline"),
            }
            for name, title in CATEGORIES.items()
        ]

    def facts(self) -> dict[str, Any]:
        """The body of ``assess``; call after ``is_valid``."""
        told = self.cleaned_data
        subject = {name: told[name] or None for name in ("kind", "position", "functional_grade", "equivalent_level")}
        return {
            "event_date": _iso(told["event_date"]),
            "decision_date": _iso(told["decision_date"]),
            **{
                name: told[name] or None for name in ("contest", "ballot", "agency_kind", "impact", "offender_sanction")
            },
            "subject": subject | {name: _said(told[name]) for name in _SUBJECT_FLAGS},
            "violations": told["violations"],
            "prior_sanctions": self._prior(),
            "summons": self._summons(),
            "examination": self._examination(),
            "proposed": {name: told[name] or None for name in ("sanction", "authority", "acting")}
            if told["sanction"]
            else None,
            "vacant": told["vacant"],
            "pppk_local_rule": _said(told["pppk_local_rule"]),
            "mendagri_approval": _said(told["mendagri_approval"]),
            "acting_consent": _said(told["acting_consent"]),
            "term_ends": _iso(told["term_ends"]),
        }

    def _prior(self) -> list[dict[str, Any]]:
        told = self.cleaned_data
        if not told["prior_code"]:
            return []
        return [
            {
                "code": told["prior_code"], "same_nature": _said(told["prior_same_nature"]),
                "same_breach": _said(told["prior_same_breach"]), "state": told["prior_state"] or None,
            }
        ]  # fmt: skip

    def _summons(self) -> list[dict[str, Any]] | None:
        told = self.cleaned_data
        rows = [
            {
                "letter": _iso(told[f"letter{suffix}"]), "examination": _iso(told[f"examination{suffix}"]),
                "attended": _said(told[f"attended{suffix}"]), "served": _said(told[f"served{suffix}"]),
            }
            for suffix in ("", "_2")
            if told[f"letter{suffix}"]
        ]  # fmt: skip
        return rows or None

    def _examination(self) -> dict[str, bool | None] | None:
        rows = {name: _said(self.cleaned_data[name]) for name in ("team", "minutes", "report")}
        return rows if any(value is not None for value in rows.values()) else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _said(value: str) -> bool | None:
    return {"yes": True, "no": False}.get(value)

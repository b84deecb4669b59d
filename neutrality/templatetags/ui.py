"""Template tags of the kit: built in (settings), so no ``{% load %}`` is needed.

docs/ANTARMUKA.md shows each one with an example to copy.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from neutrality import formats

register = template.Library()


# --- Formats ---------------------------------------------------------------
@register.filter
def tanggal(value: date | datetime | None, style: str = "") -> str:
    return formats.day(value, style) if value else ""


@register.filter
def pukul(value: datetime | time | None) -> str:
    return formats.clock(value) if value else ""


@register.filter
def angka(value: int | float | Decimal | None, digits: int | None = None) -> str:
    return "" if value is None else formats.number(value, digits)


@register.filter
def persen(part: float, whole: float) -> int:
    return formats.percent(part or 0, whole or 0)


@register.filter
def ukuran(octets: int | None) -> str:
    return formats.size(octets) if octets else ""


@register.filter
def nip(value: str | None) -> str:
    return formats.nip(value or "")


@register.filter
def inisial(name: str | None) -> str:
    """``PI`` of "Putri Ibaratsari, S.H."."""
    words = [word for word in (name or "").split(",")[0].split() if word[:1].isalpha() and not word.endswith(".")]
    return "".join(word[0] for word in words[:2]).upper() or "–"


# --- Small pieces ----------------------------------------------------------
@register.simple_tag
def ikon(name: str) -> SafeString:
    """One of the kit's drawings; always silent to screen readers: put words beside it."""
    return format_html('<i class="i i-{}" aria-hidden="true"></i>', name)


@register.simple_tag
def pil(text: Any, tone: str = "", icon: str = "") -> SafeString:
    """A status badge. ``tone``: bahaya waspada ok merek info segel kosong, or "" (neutral)."""
    return format_html(
        '<span class="pil{}">{}{}</span>', f" pil-{tone}" if tone else " tanpa", ikon(icon) if icon else "", text
    )


@register.simple_tag
def tgt(days: int | None, due: date | None = None, prefix: Any = "", title: Any = "") -> SafeString:
    """A deadline in a line of text. With ``due`` it shows the date, else the days left in words."""
    if days is None and due is None:
        return SafeString("")
    tone = formats.urgency(days)
    words = formats.working_days(days) if days is not None else ""
    text = formats.day(due, "singkat") if due else words
    spoken = format_html('<span class="sr"> ({})</span>', words) if due and words else ""
    return format_html(
        '<span class="tgt {}"{}>{}{}{}{}</span>',
        tone,
        format_html(' title="{}"', title) if title else "",
        ikon("waspada" if tone == "lewat" else "jam"),
        f"{prefix}: " if prefix else "",
        text,
        spoken,
    )


@register.inclusion_tag("components/_tenggat.html")
def tenggat(days: int, what: Any = "", due: date | None = None, basis: Any = "", note: Any = "") -> dict[str, Any]:
    """The big deadline: working days left, what, full date, legal basis.

    ``basis`` is an article ("PP 94/2021 Pasal 26 ayat (2)"); empty means a limit of the agency.
    """
    return {
        "tone": formats.urgency(days),
        "number": formats.number(abs(days)),
        "unit": formats.day_unit(days),
        "what": what,
        "due": due,
        "basis": basis or (_("batas internal instansi") if due else ""),
        "note": note,
    }


@register.inclusion_tag("components/_alur.html")
def alur(steps: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Stage path. Each step: ``{"label", "note", "state"}``, state sudah, kini or nanti."""
    return {"steps": steps}


@register.inclusion_tag("components/_rantai.html")
def rantai(links: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Authority chain, top first. Each: ``{"role", "title", "note", "state"}``;
    state "" kini lewati subjek."""
    return {"links": links}


@register.inclusion_tag("components/_cek.html")
def cek(lines: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Legal check. Each: ``{"state", "title", "note", "url", "action", "badge", "tone"}``;
    state gagal waspada tanya (a question) tunggu lulus info tidak (not applicable). Give failures first."""
    icons = {
        "gagal": ("xx", "silangbulat", _("Belum terpenuhi")),
        "waspada": ("ww", "waspada", _("Peringatan")),
        "tunggu": ("ww", "jam", _("Menunggu")),
        "tanya": ("ww", "timbangan", _("Pertanyaan hukum")),
        "lulus": ("ok", "cekbulat", _("Terpenuhi")),
        "tidak": ("nn", "info", _("Tidak berlaku")),
        "info": ("nn", "info", _("Keterangan")),
        "belum": ("nn", "tanda", _("Belum")),
    }
    return {
        "lines": [
            dict(line) | dict(zip(("css", "icon", "spoken"), icons[line["state"]], strict=True)) for line in lines
        ]
    }


@register.inclusion_tag("components/_linimasa.html")
def linimasa(events: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Timeline, newest first. Each: ``{"title", "when", "text", "icon", "tone"}``; tone "" m w d o."""
    return {"events": events}


@register.inclusion_tag("components/_progres.html")
def progres(done: int, half: int, total: int, thick: bool = False) -> dict[str, Any]:
    """Bar of read, opened only, unopened. Widths are the one permitted style attribute."""
    whole = max(total, 1)
    return {
        "done": done,
        "half": half,
        "rest": max(total - done - half, 0),
        "done_width": f"{100 * done / whole:.1f}",
        "half_width": f"{100 * half / whole:.1f}",
        "thick": thick,
    }


@register.inclusion_tag("components/_batang.html")
def batang(rows: Iterable[Mapping[str, Any]], average: float | None = None) -> dict[str, Any]:
    """Horizontal bars from zero. Each row: ``{"label", "value", "text", "tone"}``; tone "" hi lo."""
    listed = [dict(row) for row in rows]
    top = max([row["value"] for row in listed] + [average or 0, 1e-9]) * 1.02
    for row in listed:
        row["width"] = f"{100 * row['value'] / top:.1f}"
    return {"rows": listed, "average": f"{100 * average / top:.1f}" if average else ""}


# --- Forms -----------------------------------------------------------------
@register.inclusion_tag("components/_bidang.html")
def bidang(field: BoundField, hint: Any = "", optional: bool = False, label: Any = "") -> dict[str, Any]:
    """One field with label, hint and error. Choice cards for radio and checkbox groups.

    The word "wajib" stands beside required fields; ``optional`` writes "boleh kosong".
    ``label`` and ``hint`` take the place of the form's own words.
    """
    widget = field.field.widget
    kind = "input"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        kind = "choices"
    elif isinstance(widget, CheckboxInput):
        kind = "checkbox"
    described = " ".join(
        name
        for name, there in (
            (f"{field.auto_id}_error", field.errors),
            (f"{field.auto_id}_hint", hint or field.help_text),
        )
        if there
    )
    attrs: dict[str, str | bool] = {"class": "centang" if kind == "checkbox" else "inp"}
    attrs["class"] = f"{attrs['class']} {widget.attrs.get('class', '')}".strip()
    if described:
        attrs["aria-describedby"] = described
    if field.errors:
        attrs["aria-invalid"] = "true"
    return {
        "field": field,
        "label": label or field.label,
        "kind": kind,
        "hint": hint or field.help_text,
        "optional": optional,
        "described": described,
        "control": "" if kind == "choices" else field.as_widget(attrs=attrs),
    }


@register.inclusion_tag("components/_ringkasan.html")
def ringkasan_salah(*forms: BaseForm) -> dict[str, Any]:
    """Summary of errors above a form; receives focus. Give every form of the page."""
    problems = [
        (form[name].auto_id if name in form.fields else "", message)
        for form in forms
        if form and form.is_bound
        for name, messages in form.errors.items()
        for message in messages
    ]
    return {"problems": problems}


@register.simple_tag(takes_context=True)
def dengan(context: template.Context, **changes: Any) -> str:
    """The page's query string with some values changed; None removes one: ``?{% dengan hal=2 %}``."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = value
    return str(query.urlencode())

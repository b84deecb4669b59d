"""Filters and tags of the letter templates; letters are Indonesian whatever the reader's language."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from neutrality import formats
from neutrality.documents import words

register = template.Library()

register.filter("long_date", words.long_date, is_safe=True)
register.filter("weekday_and_date", words.weekday_and_date, is_safe=True)
register.filter("date_in_words", words.date_in_words, is_safe=True)
register.filter("with_words", words.number_with_words, is_safe=True)
register.filter("ordinal", words.ordinal_in_words, is_safe=True)
register.filter("spelled", words.spelled_durations, is_safe=True)
register.filter("roman", words.roman, is_safe=True)
register.filter("nip", formats.nip)


@register.filter
def letter_of(index: int) -> str:
    """``0`` gives "a"; past "z" it goes on with "aa"."""
    first, second = divmod(index, 26)
    return (chr(96 + first) if first else "") + chr(97 + second)


@register.filter
def capital_name(name: str) -> str:
    """The name in capitals, academic titles and abbreviations as they are."""
    given, comma, titles = name.partition(",")
    shown = " ".join(one if one.endswith(".") else one.upper() for one in given.split())
    return f"{shown}{comma}{titles}"


@register.filter
def capital_first(text: str) -> str:
    return text[:1].upper() + text[1:]


@register.filter
def lower_first(text: str) -> str:
    """As within a sentence: "Teguran tertulis" gives "teguran tertulis"; abbreviations stay."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


@register.filter
def enumerated(items: Sequence[str]) -> list[str]:
    """A list as letters close it: semicolons, "dan" before the last, a full stop; ready-made marks stay."""
    if any(one.rstrip().endswith((".", ";", ",", " dan")) for one in items):
        return list(items)
    last = len(items) - 1
    return [one + (";" if at < last - 1 else "; dan" if at == last - 1 else ".") for at, one in enumerate(items)]


@register.filter
def closed(text: str, mark: str = ".") -> str:
    """``text`` ending in exactly one ``mark``."""
    return text.rstrip().rstrip(".;,") + mark


@register.simple_tag
def post_of(signatory: Any) -> SafeString:
    """The lines over a signature: "a.n. WALI KOTA …", capacity and post, closed by a comma."""

    def shown(post: str) -> str:
        return post.upper() if signatory.kepala_daerah or signatory.atas_nama else post

    post = signatory.jabatan.upper() if signatory.kepala_daerah else signatory.jabatan
    own = f"{signatory.kapasitas} {post}".strip()
    if signatory.atas_nama:
        return format_html("a.n. {}<br>{},", shown(signatory.atas_nama), own)
    return format_html("{},", own)


@register.simple_tag(takes_context=True)
def dated(context: template.Context) -> str:
    """The letter's date, or what stands there until it is signed."""
    day: date | None = context["frame"].dated
    return words.long_date(day) if day else "(diisi saat tanda tangan)"


@register.simple_tag(takes_context=True)
def next_section(context: template.Context) -> str:
    """ "A.", "B." … for the sections that a letter has; those left out leave no gap."""
    return f"{letter_of(_count(context, 'section')).upper()}."


def _count(context: template.Context, name: str) -> int:
    """0, 1, 2 … within one rendered letter: parts that a form leaves out leave no gap."""
    counts: dict[Any, Any] = context.render_context.dicts[0]
    counts[name] = counts.get(name, -1) + 1
    return int(counts[name])


class DiktumNode(template.Node):
    def __init__(self, body: template.NodeList) -> None:
        self.body = body

    def render(self, context: template.Context) -> SafeString:
        word = words.DIKTUM[_count(context, "diktum")]
        return format_html('<tr><th scope="row">{}</th><td>:</td><td>{}</td></tr>', word, self.body.render(context))


@register.tag("diktum")
def diktum(parser: template.base.Parser, token: template.base.Token) -> DiktumNode:
    """``{% diktum %}…{% enddiktum %}``: the next clause KESATU, KEDUA …"""
    body = parser.parse(("enddiktum",))
    parser.delete_first_token()
    return DiktumNode(body)

"""What a letter says: typed forms that refuse to be incomplete.

Each kind of letter is a frozen dataclass whose fields carry the names of the form's
entry in the law catalogue. A context is stored as JSON and read back through the same
class, so a letter of last year renders from its row alone.
"""

import re
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date
from typing import Any, ClassVar, Self, Union, get_args, get_origin, get_type_hints

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from neutrality.errors import Refusal

# Neither the database's JSON nor a PDF holds these; line breaks and tabs stay.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")


def entry(label: str | Promise, **options: Any) -> Any:
    """A field of a letter with the words that a refusal uses for it."""
    return field(metadata={"label": label}, **options)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """Base of all kinds.

    ``house`` names catalogue fields that the house fills or computes (number, date, day
    of the week, blocks to be written by hand); ``within`` maps catalogue fields to the
    field that carries them; ``extra`` are fields the catalogue does not list but the
    letter cannot do without. Together they account for the whole catalogue entry.
    """

    code: ClassVar[str]
    title: ClassVar[str]
    template: ClassVar[str]
    classification: ClassVar[str] = "RAHASIA"
    numbered: ClassVar[bool] = True
    paragraphs: ClassVar[tuple[str, ...]] = ()
    house: ClassVar[frozenset[str]] = frozenset()
    within: ClassVar[Mapping[str, str]] = {}
    extra: ClassVar[frozenset[str]] = frozenset()
    # Whether a letterhead stands on it: that of the head of the region when the head signs
    # or someone signs on the head's behalf, else that of the issuing unit.
    letterhead: ClassVar[bool] = True

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Self:
        """Build from JSON values; Refusal ``context_incomplete`` names what is missing or odd."""
        problems: dict[str, list[str]] = {}
        result = _read(cls, values, "", problems)
        if problems:
            raise _incomplete(cls, problems)
        return result

    def dump(self) -> dict[str, Any]:
        """JSON values; dates as ISO text. ``read`` turns them back."""
        return {one.name: _dump(getattr(self, one.name)) for one in fields(self)}

    @classmethod
    def catalogue_fields(cls) -> frozenset[str]:
        """The catalogue's field names that this class accounts for."""
        own = {one.name for one in fields(cls)} - cls.extra
        return frozenset(own | cls.house | set(cls.within))

    def heading(self) -> str:
        """The title as it stands over this letter."""
        return self.title

    def subject_name(self) -> str:
        """The name in a decision's title ("atas nama …"); empty where the title has none."""
        return ""


def _incomplete(cls: type[Letter], problems: dict[str, list[str]]) -> Refusal:
    listed = "; ".join(text.rstrip(".") for texts in problems.values() for text in texts)
    message = ngettext(
        "%(title)s belum dapat dibuat: %(listed)s.",
        "%(title)s belum dapat dibuat: %(listed)s.",
        len(problems),
    ) % {"title": cls.title, "listed": listed}
    return Refusal("context_incomplete", message, fields=problems, status=400)


def _label(one: Field[Any]) -> str:
    return str(one.metadata.get("label", one.name))


def _read(cls: type, values: Any, path: str, problems: dict[str, list[str]]) -> Any:
    if isinstance(values, cls):
        values = {one.name: getattr(values, one.name) for one in fields(values)}  # type: ignore[arg-type]
    if not isinstance(values, Mapping):
        problems.setdefault(path or cls.__name__, []).append(_("isian bukan kumpulan nilai"))
        return None
    hints = get_type_hints(cls)
    known = {one.name: one for one in fields(cls)}
    for name in sorted(set(values) - set(known)):
        problems.setdefault(f"{path}{name}", []).append(_("isian “%(name)s” tidak dikenal") % {"name": name})
    built: dict[str, Any] = {}
    for name, one in known.items():
        value = values.get(name, MISSING)
        required = one.default is MISSING and one.default_factory is MISSING
        if value is MISSING or (required and _is_empty(value)):
            if required:
                text = _("isi %(label)s") % {"label": _label(one)}
                problems.setdefault(f"{path}{name}", []).append(text)
            continue
        built[name] = _value(hints[name], value, f"{path}{name}", _label(one), problems)
    return None if problems else cls(**built)


def _is_empty(value: Any) -> bool:
    return value in (None, "", [], (), {}) or (isinstance(value, str) and not value.strip())


def _value(hint: Any, value: Any, path: str, label: str, problems: dict[str, list[str]]) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        hint = next(part for part in get_args(hint) if part is not type(None))
        origin = get_origin(hint)
    if origin is tuple:
        if isinstance(value, str) or not hasattr(value, "__iter__"):
            problems.setdefault(path, []).append(_("%(label)s harus berupa daftar") % {"label": label})
            return ()
        item = get_args(hint)[0]
        return tuple(_value(item, one, f"{path}.{index}", label, problems) for index, one in enumerate(value))
    if is_dataclass(hint) and isinstance(hint, type):
        return _read(hint, value, f"{path}.", problems)
    return _plain(hint, value, path, label, problems)


def _plain(hint: Any, value: Any, path: str, label: str, problems: dict[str, list[str]]) -> Any:
    if hint is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    elif hint is str and isinstance(value, str | Promise):
        return _CONTROL.sub("", str(value))
    elif isinstance(value, hint) and not (hint is int and isinstance(value, bool)):
        return value
    wanted = {date: _("tanggal"), int: _("bilangan"), bool: _("ya atau tidak"), str: _("teks")}[hint]
    text = _("%(label)s harus berupa %(wanted)s") % {"label": label, "wanted": wanted}
    problems.setdefault(path, []).append(text)
    return None


def _dump(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_dump(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _dump(getattr(value, one.name)) for one in fields(value)}
    return value


REGISTRY: dict[str, type[Letter]] = {}


def letter(cls: type[Letter]) -> type[Letter]:
    """Class decorator: makes the kind known under its catalogue code."""
    if cls.code in REGISTRY:
        raise ValueError(f"{cls.code} is registered twice.")
    REGISTRY[cls.code] = cls
    return cls


def form_of(kind: str) -> type[Letter]:
    """The form of a kind; Refusal ``unknown_kind`` when there is none."""
    try:
        return REGISTRY[kind]
    except KeyError:
        text = _("Jenis surat “%(kind)s” tidak dikenal.") % {"kind": kind}
        raise Refusal("unknown_kind", text, status=400) from None

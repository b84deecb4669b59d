"""The base of a move's input, and two kinds of field that moves need.

The same form serves the page (a posted form) and the API (JSON); ``schema_of`` describes it
to callers of the API.
"""

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from neutrality.documents.codes import SeriesMode
from neutrality.documents.models import NumberSeries
from neutrality.organization.models import Appointment

ROWS_MOST = 60
Candidates = Callable[[Case, date], Iterable[Appointment]]


class AppointmentField(forms.CharField):
    """An office-holder by the code of the appointment. ``candidates`` are offered on the page."""

    def __init__(self, *, candidates: Candidates | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        super().__init__(**kwargs)
        self.candidates = candidates
        self.case: Case | None = None
        self.on: date | None = None

    def bind(self, case: Case, on: date) -> None:
        self.case, self.on = case, on
        if self.candidates is not None:
            offered = [(one.code, f"{one.person.full_name} · {one.title}") for one in self.candidates(case, on)]
            self.widget = forms.Select(choices=[("", _("Pilih pejabat")), *offered])

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        if not code:
            return None
        if self.case is None or self.on is None:
            raise ValidationError(_("Jabatan ini tidak dikenal."))
        found = (
            Appointment.objects.on(self.on)
            .filter(agency=self.case.agency, code=code)
            .select_related("person__employee", "position__unit")
            .first()
        )
        if found is None:
            raise ValidationError(_("Pejabat ini tidak dikenal atau tidak menjabat pada tanggal itu."))
        return found


class RowsWidget(forms.Widget):
    """Rows of small inputs: ``questions-0-question`` on the page, a list of objects in JSON."""

    template_name = "cases/case/_baris_isian.html"

    def __init__(self, columns: dict[str, forms.Field], blank_rows: int = 3) -> None:
        super().__init__()
        self.columns, self.blank_rows = columns, blank_rows

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        if name in data:
            return data[name]
        rows = []
        for index in range(ROWS_MOST):
            row = {column: data[key] for column in self.columns if (key := f"{name}-{index}-{column}") in data}
            if self._is_filled(row):
                rows.append(row)
        return rows or None

    def _is_filled(self, row: Mapping[str, Any]) -> bool:
        """A choice always holds something; only what was picked or typed fills a row."""
        return any(
            str(value).strip() for name, value in row.items() if not isinstance(self.columns[name], forms.ChoiceField)
        )

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and not any(key.startswith(f"{name}-") for key in data)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        given = list(value) if isinstance(value, list) else []
        rows = given + [{}] * max(2 if given else 0, self.blank_rows - len(given))
        context["rows"] = [
            [
                {
                    "label": field.label,
                    "html": field.widget.render(
                        f"{name}-{index}-{column}", row.get(column, field.initial),
                        {"id": f"id_{name}-{index}-{column}", "aria-label": f"{field.label} {index + 1}", "class": "inp"},
                    ),
                }
                for column, field in self.columns.items()
            ]
            for index, row in enumerate(rows)
        ]  # fmt: skip
        return context

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return render_to_string(self.template_name, self.get_context(name, value, attrs))


class RowsField(forms.Field):
    """A list of objects, each with the same columns; empty rows fall away."""

    def __init__(self, *, columns: dict[str, forms.Field], blank_rows: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("widget", RowsWidget(columns, blank_rows))
        super().__init__(**kwargs)
        self.columns = columns

    def __deepcopy__(self, memo: dict[int, Any]) -> "RowsField":
        """Each form has its own columns: they are bound to the form's case."""
        copied: RowsField = super().__deepcopy__(memo)
        copied.columns = {name: deepcopy(field, memo) for name, field in self.columns.items()}
        if isinstance(copied.widget, RowsWidget):
            copied.widget = RowsWidget(copied.columns, copied.widget.blank_rows)
        return copied

    def bind(self, case: Case, on: date) -> None:
        for field in self.columns.values():
            if isinstance(field, AppointmentField):
                field.bind(case, on)

    def clean(self, value: Any) -> list[dict[str, Any]]:
        if value in (None, "", []):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
            raise ValidationError(_("Isi daftar: tiap baris satu objek."))
        if len(value) > ROWS_MOST:
            raise ValidationError(_("Paling banyak %(most)s baris."), params={"most": ROWS_MOST})
        return [self._row(number, row) for number, row in enumerate(value, start=1)]

    def _row(self, number: int, row: Mapping[str, Any]) -> dict[str, Any]:
        unknown = [str(key) for key in row if key not in self.columns]
        if unknown:
            raise ValidationError(
                _("Baris %(number)s: “%(name)s” tidak dikenal."), params={"number": number, "name": unknown[0][:40]}
            )
        cleaned = {}
        for name, field in self.columns.items():
            try:
                cleaned[name] = field.clean(row.get(name))
            except ValidationError as error:
                raise ValidationError(
                    _("Baris %(number)s, %(label)s: %(problem)s"),
                    params={"number": number, "label": str(field.label).lower(), "problem": error.messages[0]},
                ) from None
        return cleaned


class MoveForm(forms.Form):
    """Input of a move in one case. ``on`` is the day of the act, ``acted_by`` whoever acts.

    ``legacy``: a file that was running before; rules of the day are warnings there.
    """

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        case: Case,
        on: date,
        acted_by: Appointment | None = None,
        legacy: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, files, **kwargs)
        self.case, self.on, self.acted_by, self.legacy = case, on, acted_by, legacy
        for field in self.fields.values():
            if isinstance(field, AppointmentField | RowsField):
                field.bind(case, on)
        if "number" in self.fields and not numbers_come_from_outside(case):
            self.fields["number"].widget = forms.HiddenInput()
        self.offer()

    def offer(self) -> None:
        """What the page proposes; overridden where a date or a text can be computed."""


def numbers_come_from_outside(case: Case) -> bool:
    """Whether any series of the agency is kept by another office, so that a number is typed in."""
    return NumberSeries.objects.filter(unit__agency=case.agency, mode=SeriesMode.EXTERNAL).exists()


def unknown_keys(form: forms.Form, data: Mapping[str, Any]) -> list[str]:
    """Keys of a JSON body that the form does not know."""
    return [str(key) for key in data if key not in form.fields]


_JSON_TYPES: list[tuple[type[forms.Field], dict[str, Any]]] = [
    (forms.DateField, {"type": "string", "format": "date"}),
    (forms.TimeField, {"type": "string", "format": "time"}),
    (forms.NullBooleanField, {"type": ["boolean", "null"]}),
    (forms.BooleanField, {"type": "boolean"}),
    (forms.IntegerField, {"type": "integer"}),
]


def schema_of(form: forms.Form | type[forms.Form]) -> dict[str, Any]:
    """JSON Schema of a form's input."""
    fields = form.fields if isinstance(form, forms.Form) else form.base_fields
    return _object(fields)


def _object(fields: Mapping[str, forms.Field]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: _property(field) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field.required],
        "additionalProperties": False,
    }


def _property(field: forms.Field) -> dict[str, Any]:
    found: dict[str, Any] = {"title": str(field.label or "")}
    if field.help_text:
        found["description"] = str(field.help_text)
    if isinstance(field, RowsField):
        return found | {"type": "array", "maxItems": ROWS_MOST, "items": _object(field.columns)}
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        values = [str(value) for value, _label in choices if value != ""]
        if isinstance(field, forms.MultipleChoiceField):
            return found | {"type": "array", "items": {"type": "string", "enum": values}}
        return found | {"type": "string", "enum": values + ([] if field.required else [""])}
    for kind, shape in _JSON_TYPES:
        if isinstance(field, kind):
            return found | shape
    if isinstance(field, forms.CharField):
        found["type"] = "string"
        if field.max_length:
            found["maxLength"] = field.max_length
        return found
    return found | {"type": "string"}

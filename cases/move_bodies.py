"""Reading the body of a move: its form's fields, its envelope, its scan. Wrong keys and types are refused by name."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.request import Request

from cases import move_forms
from cases.parsing import check_length
from neutrality.accounts.models import User
from neutrality.organization.models import Appointment

_CODE = re.compile(r"[A-Z0-9-]{1,20}")
ENVELOPE = ("acted_by", "acted_on", "basis", "scan", "seen")


def read_body(
    request: Request, form: Any, file_name: str = "scan"
) -> tuple[dict[str, Any], bytes | None, dict[str, Any]]:
    """``(fields, scan, further files)``. Unknown keys are refused by name; wrong JSON types too."""
    check_length(request)
    data = request.data
    if not isinstance(data, Mapping):
        raise ParseError(_("Kirim sebuah objek JSON."))
    uploads = dict(request.FILES.items()) if request.FILES else {}
    scan = uploads.pop(file_name, None)
    values = _flat(data, [*uploads, file_name]) if hasattr(data, "getlist") else dict(data)
    if form is not None:
        known = {*form.base_fields, *ENVELOPE}
        unknown = [str(name) for name in [*values, *uploads] if name not in known]
        if unknown:
            raise ValidationError(
                {name: [_("Kunci ini tidak dikenal. Hapus atau perbaiki namanya.")] for name in unknown}
            )
        if not hasattr(data, "getlist"):
            _typed(values, form)
    return values, scan.read() if scan is not None else None, uploads


def _flat(data: Any, skip: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in data:
        if name in skip:
            continue
        text = data.get(name)
        found[name] = text
        if isinstance(text, str) and text[:1] in "[{":
            try:
                found[name] = json.loads(text)
            except (ValueError, RecursionError):
                found[name] = text
    return found


def _typed(values: dict[str, Any], form: Any) -> None:
    """JSON of the wrong type is refused before a form would turn it into text."""
    schema = move_forms.schema_of(form)["properties"]
    errors = {}
    for name, value in values.items():
        if name in schema and value is not None and not _fits(value, schema[name]["type"]):
            errors[name] = [_("Jenis isian ini salah; lihat “input” pada daftar langkah.")]
    if errors:
        raise ValidationError(errors)


def _fits(value: Any, kind: Any) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    tests = {
        "string": isinstance(value, str), "boolean": isinstance(value, bool), "array": isinstance(value, list),
        "integer": isinstance(value, int) and not isinstance(value, bool), "object": isinstance(value, dict),
        "null": value is None,
    }  # fmt: skip
    return any(tests[one] for one in kinds)


def appointment_of(value: Any, user: User) -> str | None:
    if value in (None, ""):
        return None
    known = Appointment.objects.filter(agency=user.agency)
    if not isinstance(value, str) or not _CODE.fullmatch(value) or not known.filter(code=value).exists():
        raise ValidationError({"acted_by": [_("Jabatan ini tidak dikenal. Kirim kode pemegang jabatan.")]})
    return value


def day_of(value: Any) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValidationError({"acted_on": [_("Isi tanggal seperti 2024-10-16.")]}) from None

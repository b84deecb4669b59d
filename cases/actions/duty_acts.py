"""One door for page and API into what can be recorded about a duty: the act by its word, the data cleaned."""

from typing import Any

from cases.actions import duty, neglect
from cases.models import Case, DutyNote
from neutrality.accounts.models import User

KINDS = DutyNote.Kind
_NOTES = {"pengingat": KINDS.REMINDER, "kesempatan": KINDS.CHANCE, "penjelasan": KINDS.EXPLANATION}


def perform(*, case: Case, actor: User, act: str, data: dict[str, Any]) -> Any:
    """``act`` is a word of ``cases.duty_forms.ACTS``. Returns the row or, for ``kelalaian``, the case opened."""
    told: dict[str, Any] = {"case_code": case.code, "actor": actor}
    files: dict[str, Any] = {name: _bytes(data.pop(name, None)) for name in ("proof", "scan") if name in data}
    if act in _NOTES:
        return neglect.note(**told, kind=_NOTES[act], **data, **files)
    match act:
        case "perintah":
            return duty.draft_transfer(**told, **data)
        case "penyerahan":
            return duty.serve_assignment(**told, **data, **files)
        case "tarik":
            return duty.withdraw(**told, **data)
        case "kelalaian":
            return neglect.open_neglect(**told, **data, **files)
    raise ValueError(act)


def _bytes(upload: Any) -> bytes | None:
    if upload is None or isinstance(upload, bytes):
        return upload
    content: bytes = upload.read()
    return content

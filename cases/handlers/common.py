"""Inputs that several moves share."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.move_forms import RowsField

# Words by which a question hunts for whoever reported.
_HUNTING = re.compile(
    r"\b(pelapor\w*|pengadu\w*|pembocor\w*|whistle\w*|informan\w*)\b"
    r"|\bsiapa(kah)?\b[^.?!]{0,40}\b(me|di)?(lapor|ngadu|adu|bocor|beri tahu|memberitahu|rekam|foto|motret|potret)\w*"
    r"|\b(me|di)lapork?a?n?\b[^.?!]{0,30}\b(oleh|siapa)\b"
    r"|\b(curiga|tahu|kenal|duga)\w*\b[^.?!]{0,40}\b(yang|siapa)\b[^.?!]{0,20}\b(lapor|melapor\w*|mengadu\w*)\b",
    re.IGNORECASE,
)


def hunts(text: str) -> bool:
    """Whether a question asks, directly or by the way, who reported."""
    return _HUNTING.search(text) is not None


def no_hunting(text: str) -> str:
    if hunts(text):
        raise ValidationError(
            _("Kalimat ini mencari tahu siapa yang melapor. Tanyakan perbuatannya: apa, kapan, di mana, bagaimana.")
        )
    return text


class AnswersField(RowsField):
    """Numbered questions and answers of minutes; questions that hunt for the reporter are refused."""

    def __init__(self, **kwargs: Any) -> None:
        columns: dict[str, forms.Field] = {
            "question": forms.CharField(
                label=gettext_lazy("Pertanyaan"),
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": gettext_lazy("isi pertanyaannya.")},
            ),
            "answer": forms.CharField(
                label=gettext_lazy("Jawaban"),
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": gettext_lazy("isi jawabannya; tulis “tidak menjawab” bila ia diam.")},
            ),
        }
        kwargs.setdefault(
            "error_messages", {"required": gettext_lazy("Catat sedikitnya satu pertanyaan dan jawabannya.")}
        )
        super().__init__(columns=columns, **kwargs)

    def clean(self, value: Any) -> list[dict[str, Any]]:
        rows = super().clean(value)
        for number, row in enumerate(rows, start=1):
            if hunts(row["question"]):
                raise ValidationError(
                    _("Baris %(number)s mencari tahu siapa yang melapor. Tanyakan perbuatannya: apa, kapan, di mana."),
                    params={"number": number},
                )
        return rows


WITNESS_COLUMNS: dict[str, forms.Field] = {
    "name": forms.CharField(label=gettext_lazy("Nama saksi"), max_length=200),
    "position": forms.CharField(label=gettext_lazy("Jabatan"), max_length=200, required=False),
}

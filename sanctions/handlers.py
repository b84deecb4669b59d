"""The moves of this floor, registered under their codes (``cases.registry``)."""

from django.utils.translation import gettext_lazy as _

from cases.registry import Handler, register, usual_next
from sanctions import forms
from sanctions.actions import issuing, serving
from sanctions.queries import after_effect

HANDLERS = {
    "decide": Handler(issuing.decide, forms.DecideForm, issuing.decide_guard, _("Tetapkan hukuman disiplin")),
    "mark_not_proven": Handler(issuing.mark_not_proven, forms.NotProvenForm),
    "serve": Handler(serving.serve, forms.ServeForm),
    "record_receipt": Handler(serving.record_receipt, forms.ReceiptForm, serving.receipt_guard),
    "file_objection": Handler(serving.file_objection, forms.RemedyForm, serving.remedy_guard),
    "file_appeal": Handler(serving.file_appeal, forms.RemedyForm, serving.remedy_guard),
    "reject_late_objection": Handler(serving.reject_late_objection),
    "answer_appeal": Handler(serving.answer_appeal, forms.AnswerForm),
    "decide_remedy": Handler(serving.decide_remedy, forms.RemedyOutcomeForm),
    "take_effect": Handler(serving.take_effect, guard=serving.effect_guard),
    "start_serving": Handler(serving.start_serving, forms.ServingForm, serving.serving_guard),
    "replace_by_heavier": Handler(serving.replace_by_heavier, guard=serving.heavier_guard),
    "close": Handler(serving.close, forms.CloseForm, serving.close_guard),
}


def connect() -> None:
    for code, handler in HANDLERS.items():
        register(code, handler)
    usual_next("in_force", after_effect)

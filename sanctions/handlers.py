"""The moves of this floor, registered under their codes (``cases.registry``)."""

from django.utils.translation import gettext_lazy as _

from cases.registry import Handler, register, usual_next
from sanctions import forms
from sanctions.actions import effect, issuing, remedies, serving
from sanctions.queries import after_effect

HANDLERS = {
    "decide": Handler(issuing.decide, forms.DecideForm, issuing.decide_guard, _("Tetapkan hukuman disiplin")),
    "mark_not_proven": Handler(issuing.mark_not_proven, forms.NotProvenForm),
    "serve": Handler(serving.serve, forms.ServeForm),
    "record_receipt": Handler(serving.record_receipt, forms.ReceiptForm, serving.receipt_guard),
    "file_objection": Handler(remedies.file_objection, forms.RemedyForm, remedies.remedy_guard),
    "file_appeal": Handler(remedies.file_appeal, forms.RemedyForm, remedies.remedy_guard),
    "reject_late_objection": Handler(remedies.reject_late_objection),
    "answer_appeal": Handler(remedies.answer_appeal, forms.AnswerForm),
    "decide_remedy": Handler(remedies.decide_remedy, forms.RemedyOutcomeForm),
    "take_effect": Handler(effect.take_effect, guard=effect.effect_guard),
    "start_serving": Handler(effect.start_serving, forms.ServingForm, effect.serving_guard),
    "replace_by_heavier": Handler(effect.replace_by_heavier, guard=effect.heavier_guard),
    "close": Handler(effect.close, forms.CloseForm, effect.close_guard),
}


def connect() -> None:
    for code, handler in HANDLERS.items():
        register(code, handler)
    usual_next("in_force", after_effect)

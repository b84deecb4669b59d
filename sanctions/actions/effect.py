"""In force, being served, replaced by a heavier sanction, closed."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import Q
from django.utils.translation import gettext as _

from cases.actions import deadlines
from cases.models import Case
from cases.registry import Act, Missing
from cases.transitions import Move
from neutrality import formats
from neutrality.accounts.models import User
from neutrality.errors import Refusal
from neutrality.law.catalogue import load
from sanctions import letters
from sanctions.actions.serving import issued
from sanctions.models import Decision, RegisterEntry


def effect_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    """No effect before working day 15, none while a remedy is open, none once annulled."""
    decision = issued(case)
    if decision.remedies.filter(outcome="").exists():
        return [Missing("remedy_open", _("Upaya administratif masih berjalan."))]
    entry = decision.register_entry
    if entry.state == RegisterEntry.State.ANNULLED:
        return [Missing("annulled", _("Keputusan ini dibatalkan; tutup perkaranya."))]
    if entry.in_force_on and on < entry.in_force_on:
        return [
            Missing("too_early", _("Keputusan baru berlaku pada %(day)s.") % {"day": formats.day(entry.in_force_on)})
        ]
    return []


def take_effect(act: Act) -> str:
    entry = issued(act.case).register_entry
    into_force(act.case, entry.in_force_on or act.acted_on)
    return _("Keputusan berlaku sejak %(day)s") % {"day": formats.day(entry.in_force_on or act.acted_on)}


def into_force(case: Case, on: date) -> None:
    entry = issued(case).register_entry
    entry.state, entry.in_force_on = RegisterEntry.State.IN_FORCE, entry.in_force_on or on
    entry.save(update_fields=["state", "in_force_on"])
    deadlines.meet(case, letters.EFFECT_RULE, on=on)
    deadlines.cancel(case, "D-KEBERATAN", "D-BANDING", on=on)


def serving_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    entry = issued(case).register_entry
    if load().sanctions[entry.sanction].duration_months is None:
        return [Missing("no_period", _("Hukuman ini tidak mempunyai masa menjalani; tutup perkaranya."))]
    return []


def start_serving(act: Act) -> str:
    """The day on which serving starts (TMT), which is not the day of effect."""
    entry = issued(act.case).register_entry
    start = act.data["starts_on"]
    if entry.in_force_on and start < entry.in_force_on:
        text = _("TMT mendahului tanggal berlaku %(day)s.") % {"day": formats.day(entry.in_force_on)}
        raise Refusal("starts_before_effect", text, fields={"starts_on": [text]}, status=400)
    months = load().sanctions[entry.sanction].duration_months or 0
    entry.starts_on, entry.ends_on = start, start + relativedelta(months=months) - relativedelta(days=1)
    entry.state = RegisterEntry.State.SERVING
    entry.save(update_fields=["starts_on", "ends_on", "state"])
    return _("Menjalani %(start)s sampai %(end)s; tidak ada pengembalian otomatis") % {
        "start": formats.day(start),
        "end": formats.day(entry.ends_on),
    }


def close_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    """Serving is closed once its period ended; a sanction with a period must be served first."""
    decision = case.decisions.filter(state=Decision.State.ISSUED).select_related("register_entry").first()
    if decision is None or case.status == "not_proven":
        return []
    entry = decision.register_entry
    if case.status == "serving" and entry.ends_on and on <= entry.ends_on:
        return [
            Missing(
                "still_serving",
                _("Hukuman masih dijalani sampai %(day)s.") % {"day": formats.day(entry.ends_on)},
            )
        ]
    if case.status == "in_force" and load().sanctions[entry.sanction].duration_months:
        return [Missing("not_served", _("Catat dahulu mulai menjalani."))]
    if case.status == "remedy_decided" and entry.state != RegisterEntry.State.ANNULLED:
        return [Missing("not_annulled", _("Keputusan tidak dibatalkan; nyatakan dahulu berlakunya."))]
    return []


def close(act: Act) -> str:
    entry = RegisterEntry.objects.filter(decision__case=act.case).first()
    if entry and entry.state in (RegisterEntry.State.SERVING, RegisterEntry.State.IN_FORCE):
        entry.state = RegisterEntry.State.ENDED
        entry.save(update_fields=["state"])
    act.case.close_reason = (act.data.get("reason") or "selesai")[:40]
    return _("Perkara ditutup")


def replace_by_heavier(act: Act) -> str:
    """A new heavier sanction ends the one that is served (rule SR4)."""
    entry = issued(act.case).register_entry
    entry.state, entry.ends_on = RegisterEntry.State.ENDED, act.acted_on
    entry.save(update_fields=["state", "ends_on"])
    act.case.close_reason = "replaced"
    return _("Diganti hukuman yang lebih berat")


def heavier_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    entry = issued(case).register_entry
    level = load().sanctions[entry.sanction]
    later = RegisterEntry.objects.filter(
        person=case.person,
        state__in=(RegisterEntry.State.IN_FORCE, RegisterEntry.State.SERVING),
        decided_on__gt=entry.decided_on,
    ).exclude(Q(pk=entry.pk) | Q(sanction=""))
    weight = {"ringan": 0, "sedang": 1, "berat": 2}

    def heft(code: str) -> tuple[int, int]:
        row = load().sanctions[code]
        return weight.get(row.level, -1), row.order

    if not any(heft(row.sanction) > (weight.get(level.level, -1), level.order) for row in later):
        return [Missing("no_heavier", _("Belum ada hukuman lebih berat yang berlaku bagi orang ini."))]
    return []

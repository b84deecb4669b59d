"""The shape of an assessment's facts for the API's schema; ``neutrality.law.facts`` does the checking."""

from typing import Any

from rest_framework import serializers

from neutrality.law import facts

_MAYBE: dict[str, Any] = {"required": False, "allow_null": True}


def _choice(options: tuple[str, ...], **more: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField(list(options), **(more or _MAYBE))


class SubjectFacts(serializers.Serializer[Any]):
    kind = serializers.CharField(help_text=", ".join(facts.KINDS))
    position = _choice(facts.POSITIONS)
    functional_grade = _choice(facts.GRADES)
    echelon = serializers.CharField(**_MAYBE)
    head_of_service_unit = serializers.BooleanField(**_MAYBE)
    regional_secretary = serializers.BooleanField(**_MAYBE)
    equivalent_level = serializers.CharField(help_text=", ".join(facts.POSITIONS), **_MAYBE)
    unit_has_administrator = serializers.BooleanField(**_MAYBE)
    unit_has_pengawas = serializers.BooleanField(**_MAYBE)
    on_unpaid_leave = serializers.BooleanField(**_MAYBE)
    candidate_spouse = serializers.BooleanField(**_MAYBE)
    serves_as_village_head = serializers.BooleanField(**_MAYBE)


class PriorFacts(serializers.Serializer[Any]):
    code = serializers.CharField()
    same_nature = serializers.BooleanField(**_MAYBE)
    same_breach = serializers.BooleanField(**_MAYBE)
    state = _choice(facts.STATES)


class SummonsFacts(serializers.Serializer[Any]):
    letter = serializers.DateField(**_MAYBE)
    examination = serializers.DateField(**_MAYBE)
    attended = serializers.BooleanField(**_MAYBE)
    served = serializers.BooleanField(**_MAYBE)


class ExaminationFacts(serializers.Serializer[Any]):
    team = serializers.BooleanField(**_MAYBE)
    minutes = serializers.BooleanField(**_MAYBE)
    report = serializers.BooleanField(**_MAYBE)


class ProposedFacts(serializers.Serializer[Any]):
    sanction = serializers.CharField(**_MAYBE)
    authority = _choice(facts.AUTHORITIES)
    acting = _choice(facts.ACTING)


class AssessInput(serializers.Serializer[Any]):
    event_date = serializers.DateField()
    decision_date = serializers.DateField(**_MAYBE)
    contest = serializers.CharField(**_MAYBE)
    region = serializers.CharField(**_MAYBE)
    ballot = _choice(facts.BALLOTS)
    agency_kind = _choice(facts.AGENCY_KINDS)
    subject = SubjectFacts()
    violations = serializers.ListField(child=serializers.CharField(), min_length=1, max_length=facts.MOST_VIOLATIONS)
    impact = _choice(facts.IMPACTS)
    prior_sanctions = PriorFacts(many=True, **_MAYBE)
    summons = SummonsFacts(many=True, **_MAYBE)
    examination = ExaminationFacts(**_MAYBE)
    proposed = ProposedFacts(**_MAYBE)
    legal_positions = serializers.DictField(child=serializers.CharField(), **_MAYBE)
    vacant = serializers.ListField(child=serializers.CharField(help_text=", ".join(facts.AUTHORITIES)), **_MAYBE)
    offender_sanction = serializers.CharField(**_MAYBE)
    pppk_local_rule = serializers.BooleanField(**_MAYBE)
    term_ends = serializers.DateField(**_MAYBE)
    mendagri_approval = serializers.BooleanField(**_MAYBE)
    acting_consent = serializers.BooleanField(**_MAYBE)

"""What the database itself refuses, made from the table of moves.

A case starts at ``opened`` and changes its status only along a row of the table and only after
the act has been written down (the last ``CaseMove`` names the same step; an undo, its reverse).
Acts are never altered. A limit set by a statute is never paused.
"""

import pgtrigger

from cases import transitions


def case_triggers() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Trigger(
            name="starts_at_opened",
            operation=pgtrigger.Insert,
            when=pgtrigger.Before,
            func=f"""
                IF NEW.status <> '{transitions.FIRST_STATUS}' THEN
                    RAISE EXCEPTION 'A case starts at {transitions.FIRST_STATUS}, not at %', NEW.status
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="moves_by_the_table",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            declare=[("act", "RECORD")],
            func=_guard(),
        ),
    ]


def _pairs() -> str:
    return ", ".join(f"('{track}', '{source}', '{target}')" for track, source, target in transitions.legal_pairs())


def _guard() -> str:
    return f"""
        IF NEW.track <> OLD.track OR NEW.person_id <> OLD.person_id OR NEW.incident_id <> OLD.incident_id
           OR NEW.agency_id <> OLD.agency_id OR NEW.code <> OLD.code THEN
            RAISE EXCEPTION 'The person, event, track, agency and code of a case do not change'
                USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.status = OLD.status THEN
            RETURN NEW;
        END IF;
        SELECT move, from_status, to_status INTO act FROM cases_casemove
            WHERE case_id = NEW.id ORDER BY id DESC LIMIT 1;
        IF NOT FOUND OR act.from_status <> OLD.status OR act.to_status <> NEW.status THEN
            RAISE EXCEPTION 'No recorded act leads from % to %', OLD.status, NEW.status
                USING ERRCODE = 'check_violation';
        END IF;
        IF act.move <> 'undo' AND NOT (NEW.track, OLD.status, NEW.status) IN (VALUES {_pairs()}) THEN
            RAISE EXCEPTION 'No move of the table leads from % to %', OLD.status, NEW.status
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """


def append_only() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Protect(name="acts_are_not_altered", operation=pgtrigger.Update | pgtrigger.Delete),
    ]


def statute_not_paused() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Trigger(
            name="statute_not_paused",
            operation=pgtrigger.Insert | pgtrigger.Update,
            when=pgtrigger.Before,
            func="""
                IF EXISTS (SELECT 1 FROM cases_deadline d WHERE d.id = NEW.deadline_id AND d.basis = 'statute') THEN
                    RAISE EXCEPTION 'A limit set by a statute is not paused' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        )
    ]

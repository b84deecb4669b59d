"""Triggers of the letters' tables: what the database itself refuses."""

import pgtrigger

from neutrality.documents.codes import STEPS, State

# The text and everything that its bytes depend on.
_FROZEN = (
    "agency_id", "code", "kind", "owner_type", "owner_code", "issuing_unit_id", "title", "classification",
    "context", "paragraphs", "frame", "number", "dated", "needs_number", "signature_kind",
    "verification_code", "source", "pdf", "drafted_on",
)  # fmt: skip
_RENDERED = ("sha256", "renderer", "pages")


def _sql_list(values: object) -> str:
    return ", ".join(f"'{value}'" for value in values)  # type: ignore[attr-defined]


def _allowed_steps() -> str:
    steps = [f"('{source}', '{target}')" for source, targets in STEPS.items() for target in targets]
    return ", ".join(steps)


def letter_triggers() -> list[pgtrigger.Trigger]:
    frozen = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in _FROZEN)
    rendered = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in _RENDERED)
    return [
        pgtrigger.Trigger(
            name="keep_issued_letter",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            func=f"""
                IF OLD.state NOT IN ('{State.DRAFT}', '{State.FINAL}') THEN
                    IF {frozen} THEN
                        RAISE EXCEPTION 'An issued letter cannot change: %', OLD.code
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    IF OLD.sha256 <> '' AND ({rendered}) THEN
                        RAISE EXCEPTION 'A stored letter cannot be replaced: %', OLD.code
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                END IF;
                IF OLD.scan_sha256 <> '' AND OLD.state <> '{State.DRAFT}'
                    AND (NEW.scan_sha256, NEW.scan) IS DISTINCT FROM (OLD.scan_sha256, OLD.scan)
                    OR OLD.signed_on IS NOT NULL AND OLD.state <> '{State.DRAFT}'
                    AND (NEW.signed_on, NEW.signed_by_id, NEW.signed_by_name, NEW.signed_by_title)
                        IS DISTINCT FROM (OLD.signed_on, OLD.signed_by_id, OLD.signed_by_name, OLD.signed_by_title)
                THEN
                    RAISE EXCEPTION 'A recorded signature cannot change: %', OLD.code
                        USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                IF NEW.state <> OLD.state
                    AND (OLD.state, NEW.state) NOT IN ({_allowed_steps()})
                    AND NOT (OLD.source = 'uploaded' AND OLD.state = '{State.DRAFT}' AND NEW.state = '{State.SIGNED}')
                THEN
                    RAISE EXCEPTION 'A letter cannot go from % to %', OLD.state, NEW.state
                        USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="start_as_draft",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            condition=pgtrigger.Q(new__state__df=State.DRAFT.value),
            func="RAISE EXCEPTION 'A letter begins as a draft.' USING ERRCODE = 'integrity_constraint_violation';",
        ),
        pgtrigger.Protect(name="keep_letter", operation=pgtrigger.Delete),
    ]


def entry_triggers() -> list[pgtrigger.Trigger]:
    """A number once taken is neither changed nor given back; only its cancellation is written."""
    kept = ("series_id", "ordinal", "text", "document_id", "dated", "given_by", "given_on", "taken_by_id")
    changed = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in kept)
    return [
        pgtrigger.Trigger(
            name="keep_number",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            func=f"""
                IF OLD.cancelled_at IS NOT NULL OR {changed} THEN
                    RAISE EXCEPTION 'A number in the register cannot change: %', OLD.text
                        USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Protect(name="keep_entry", operation=pgtrigger.Delete),
    ]


def proof_triggers() -> list[pgtrigger.Trigger]:
    """A recorded delivery stays as recorded; an arrival date and a scan may be added once."""
    kept = (
        "document_id", "manner", "handed_to", "relation", "tracking_number", "acted_by_id", "acted_by_name",
        "acted_on", "refused", "witnesses", "note", "basis", "recorded_by_id", "recorded_at",
    )  # fmt: skip
    changed = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in kept)
    return [
        pgtrigger.Trigger(
            name="keep_proof",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            func=f"""
                IF {changed}
                    OR (OLD.received_on IS NOT NULL AND NEW.received_on IS DISTINCT FROM OLD.received_on)
                    OR (OLD.proof <> '' AND NEW.proof_sha256 IS DISTINCT FROM OLD.proof_sha256)
                THEN
                    RAISE EXCEPTION 'A recorded delivery cannot change.'
                        USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Protect(name="keep_delivery", operation=pgtrigger.Delete),
    ]

"""The chain: a function for the hash of a row, and the trigger that seals every new row.

``audit_seal`` runs as the owner of the tables (SECURITY DEFINER), so that the
application's role can add to the journal without any right on the heads.
"""

from django.db import migrations

FORWARDS = """
-- The canonical form: every fact of the row in a fixed order, texts with their length in
-- front (so that no two rows share a form), time in microseconds since 1970 (free of the
-- session's timezone), and the version of the form at the beginning.
CREATE FUNCTION public.audit_hash(
    chain text, seq bigint, event text, actor bigint, actor_label text, subject_type text,
    subject_code text, agency bigint, changes jsonb, at timestamptz, prev_hash text
) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT encode(sha256(convert_to(concat(
        '1 ', octet_length(chain), ':', chain, seq, ' ', octet_length(event), ':', event,
        coalesce(actor::text, '-'), ' ', octet_length(actor_label), ':', actor_label,
        octet_length(subject_type), ':', subject_type, octet_length(subject_code), ':', subject_code,
        coalesce(agency::text, '-'), ' ', (extract(epoch FROM at) * 1000000)::bigint, ' ',
        prev_hash, ' ', changes
    ), 'UTF8')), 'hex')
$$;

CREATE FUNCTION public.audit_seal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    head audit_chainhead%ROWTYPE;
BEGIN
    -- One writer per chain until its transaction ends; other chains go on. The head's row is the
    -- lock: advisory locks live in a small shared table, and one import or seed that touches
    -- some ten thousand chains in a transaction would exhaust it ("out of shared memory").
    SELECT * INTO head FROM audit_chainhead WHERE chain = NEW.chain FOR UPDATE;
    IF NOT FOUND THEN
        -- Of two first writers the second waits here for the first one's commit.
        INSERT INTO audit_chainhead (chain, seq, hash, at) VALUES (NEW.chain, 0, '', clock_timestamp())
        ON CONFLICT (chain) DO NOTHING;
        SELECT * INTO head FROM audit_chainhead WHERE chain = NEW.chain FOR UPDATE;
    END IF;
    NEW.seq := head.seq + 1;
    NEW.prev_hash := head.hash;
    NEW.at := clock_timestamp();
    NEW.hash := audit_hash(
        NEW.chain, NEW.seq, NEW.event, NEW.actor_id, NEW.actor_label, NEW.subject_type,
        NEW.subject_code, NEW.agency_id, NEW.changes, NEW.at, NEW.prev_hash);
    UPDATE audit_chainhead SET seq = NEW.seq, hash = NEW.hash, at = NEW.at WHERE chain = NEW.chain;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION public.audit_seal() FROM PUBLIC;

CREATE TRIGGER audit_seal BEFORE INSERT ON audit_journalentry
    FOR EACH ROW EXECUTE FUNCTION public.audit_seal();
"""

BACKWARDS = """
DROP TRIGGER audit_seal ON audit_journalentry;
DROP FUNCTION public.audit_seal();
DROP FUNCTION public.audit_hash(
    text, bigint, text, bigint, text, text, text, bigint, jsonb, timestamptz, text);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_journal")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]

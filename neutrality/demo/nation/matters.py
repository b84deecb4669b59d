"""Reports, events and cases of the country, each where its unit is; acts first, statuses after, as the triggers ask."""

from django.db import connection

from cases.models import (
    Allegation,
    Case,
    CaseAccess,
    CaseMove,
    CaseWall,
    Deadline,
    Incident,
    Message,
    Original,
    Report,
    Tier,
)
from neutrality import crypto
from neutrality.demo.nation.bulk import Say, insert, run
from neutrality.demo.nation.register import CODE, DICE

TABLES = (Incident, Case, Tier, Allegation, Deadline, CaseMove, CaseAccess, CaseWall, Report, Message, Original)
SCRATCH = ("bench_case", "bench_story")
TODAY = "DATE '2024-10-16'"


def load(say: Say) -> None:
    """Four of ten cases run: opened, assigned or summoned; the others were discontinued."""
    say("peristiwa dan perkara")
    _plan()
    insert(
        Incident, "bench_case c", id="c.id", agency_id="c.agency_id", code="'PR-24-' || " + CODE.format(n="c.id"),
        title="'Peristiwa contoh'", occurred_from="c.opened - 14", place="'Lapangan Contoh'",
    )  # fmt: skip
    insert(
        Case, "bench_case c", id="c.id", agency_id="c.agency_id", code="'KS-24-' || " + CODE.format(n="c.id"),
        incident_id="c.id", person_id="c.person", track="'discipline'", status="'opened'", brief="'Ringkasan contoh.'",
        unit_id="c.unit", unit_path="c.path", opened_on="c.opened",
        desk="CASE WHEN c.d % 40 = 7 THEN 'alternate' ELSE 'main' END",
        holder_id="CASE WHEN c.level > 0 AND c.goal <> 'discontinued' THEN c.line[c.level] END",
        next_due=f"CASE WHEN c.goal <> 'discontinued' THEN {TODAY} - 20 + c.d / 11 % 60 END",
        closed_on="CASE WHEN c.goal = 'discontinued' THEN c.opened + 60 END",
    )  # fmt: skip
    say("tingkat, pasal, tenggat, tembok")
    _around()
    say("tindakan dan status")
    _moves()
    say("laporan")
    _reports()


def _plan() -> None:
    """``bench_case``: the person, the unit, how far up it came, where it ends."""
    run(
        "CREATE TABLE bench_case AS SELECT c.id, a.id AS agency_id, c.d, u.id AS unit, u.path, u.line,"
        " u.first_person AS head, u.first_person + 1 + c.d / 13 % (u.staff - 1) AS person,"
        " (DATE '2020-01-06' + c.d / 17 % 1700) AS opened,"
        " CASE WHEN c.d % 10 = 0 THEN 'opened' WHEN c.d % 10 < 3 THEN 'assigned' WHEN c.d % 10 = 3 THEN 'summoned'"
        " ELSE 'discontinued' END AS goal,"
        " CASE WHEN c.d % 10 = 0 THEN 0 ELSE least(array_length(u.line, 1),"
        " 1 + (c.d / 19 % 10 < 6)::int + (c.d / 19 % 10 < 4)::int + (c.d / 19 % 10 < 1)::int) END AS level"
        " FROM bench_agency a"
        f" CROSS JOIN LATERAL (SELECT a.first_case + n AS id, {DICE.format(n='(a.first_case + n)')} AS d"
        " FROM generate_series(0, a.cases - 1) n) c"
        " JOIN bench_unit u ON u.id = a.first_unit + c.d / 7 % a.units WHERE u.staff > 1"
    )
    run("ANALYZE bench_case")


def _around() -> None:
    insert(
        Tier, "bench_case c, unnest(c.line) WITH ORDINALITY AS up(post, nth)", case_id="c.id", position_id="up.post",
        order="up.nth", relation="CASE up.nth WHEN 1 THEN 'atasan langsung' ELSE 'atasan berikutnya' END",
        state="CASE WHEN up.nth = 1 AND c.d % 20 = 5 AND c.level <> 1 THEN 'passed_over' WHEN up.nth > c.level THEN 'waiting'"
              " WHEN up.nth = c.level AND c.goal <> 'discontinued' THEN 'holding' ELSE 'acted' END",
        passed_reason="CASE WHEN up.nth = 1 AND c.d % 20 = 5 AND c.level <> 1 THEN 'declared' ELSE '' END",
        reached_on="CASE WHEN up.nth <= c.level THEN c.opened + 3 * up.nth::int END",
    )  # fmt: skip
    insert(CaseWall, "bench_case c WHERE c.d % 20 = 5 AND c.level <> 1", case_id="c.id", person_id="c.head",
           reason="'declared'", since="c.opened")  # fmt: skip
    insert(
        CaseAccess, "bench_case c JOIN bench_unit u ON u.id = c.unit WHERE c.d % 5 = 2", case_id="c.id", capacity="'examiner'",
        person_id="(SELECT first_person + c.d % 5 FROM bench_unit r WHERE r.id = (u.line[array_length(u.line, 1)] + 2) / 3)",
        since="c.opened",
    )  # fmt: skip
    insert(
        Allegation, "bench_case c", case_id="c.id", event_date="c.opened - 14", level="'berat'", stage="'calon'",
        violation="CASE c.d % 3 WHEN 0 THEN 'PP94-N-06' WHEN 1 THEN 'PP94-N-02' ELSE 'PP94-N-04' END",
        citation="'PP 94/2021 Pasal 5 huruf n'",
    )  # fmt: skip
    insert(
        Deadline, "bench_case c", case_id="c.id", rule="'tier'", basis="'agency'", label="'Tindak lanjut'",
        start_event="'assign'", starts_on="c.opened", days="5", calendar_version="'1-contoh'",
        due_on=f"CASE WHEN c.goal <> 'discontinued' THEN {TODAY} - 20 + c.d / 11 % 60 ELSE c.opened + 7 END",
        met_on="CASE WHEN c.goal = 'discontinued' THEN c.opened + 6 END",
        holder_id="CASE WHEN c.level > 0 THEN c.line[c.level] END",
    )  # fmt: skip


def _moves() -> None:
    """One act, then the status it leads to; a case is where its last act says."""
    steps = (
        ("assign", "opened", "assigned", "goal IN ('assigned', 'summoned')"),
        ("summon", "assigned", "summoned", "goal = 'summoned'"),
        ("discontinue", "opened", "discontinued", "goal = 'discontinued'"),
    )
    for move, source, target, which in steps:
        insert(
            CaseMove, f"bench_case c WHERE {which}", case_id="c.id", move=f"'{move}'", from_status=f"'{source}'",
            to_status=f"'{target}'", acted_by_label="'Pejabat Contoh'", acted_on="c.opened + 3",
        )  # fmt: skip
        run("CREATE INDEX bench_last_act ON cases_casemove (case_id, id)")  # the trigger asks for the last act
        run(f"UPDATE cases_case k SET status = '{target}' FROM bench_case c WHERE c.id = k.id AND c.{which}")
        run("DROP INDEX bench_last_act")


def _reports() -> None:
    """One in seven waits for its desk; stories are the same few, each encrypted as the product does it."""
    _stories()
    source = (
        "bench_agency a CROSS JOIN LATERAL (SELECT a.first_case * 2 + n AS id,"
        f" {DICE.format(n='(a.first_case * 2 + n)')} AS d FROM generate_series(0, a.reports - 1) n) r"
        " JOIN bench_story s ON s.n = r.d / 3 % 40"
    )
    insert(
        Report, source, id="r.id", agency_id="a.id", code="'LP-24-' || " + CODE.format(n="r.id"), channel="'public_web'",
        desk="CASE WHEN r.d % 30 = 4 THEN 'alternate' ELSE 'main' END",
        status="CASE WHEN r.d % 14 < 1 THEN 'received' WHEN r.d % 14 < 2 THEN 'under_review' WHEN r.d % 28 = 2 THEN"
               " 'waiting_for_reporter' WHEN r.d % 14 < 11 THEN 'linked' WHEN r.d % 14 < 12 THEN 'forwarded' ELSE 'closed' END",
        received_on=f"{TODAY} - (r.d % 14 / 2) * 100 - r.d / 31 % 20", review_due=f"{TODAY} - r.d / 31 % 20 + 7",
        occurred_from=f"{TODAY} - r.d / 31 % 20 - 9",
        headline="s.headline", narrative="s.narrative", place="s.place", told="s.told",
        burst_key="sha256((a.id || ':' || CASE WHEN r.d % 9 = 3 THEN r.id / 40 ELSE -r.id END)::bytea)",
        key_hash="sha256(('kunci' || r.id)::bytea)", receipt_hash="sha256(('terima' || r.id)::bytea)",
    )  # fmt: skip
    insert(Message, "cases_report r, bench_story s WHERE s.n = 0 AND r.id % 29 = 3", report_id="r.id", sender="'reporter'",
           on="r.received_on", body="s.message")  # fmt: skip
    insert(
        Original, "cases_report r, bench_story s WHERE s.n = 0 AND r.id % 3 = 1", report_id="r.id",
        code="'BK-24-' || " + CODE.format(n="r.id"), filename="s.filename", content_type="'image/jpeg'", size="90000",
        sha256="encode(sha256(r.id::text::bytea), 'hex')", stored="'contoh'", received_on="r.received_on",
    )  # fmt: skip


def _stories() -> None:
    fields = ("narrative", "headline", "place", "told")
    run("CREATE TABLE bench_story (n int, narrative bytea, headline bytea, place bytea, told bytea, message bytea,"
        " filename bytea)")  # fmt: skip
    rows: list[tuple[int | bytes, ...]] = []
    for number in range(40):
        words = {
            "narrative": f"Cerita contoh {number}: ajakan mendukung pasangan calon disampaikan seusai apel pagi. " * 4,
            "headline": f"Ajakan seusai apel {number}", "place": f"Aula Contoh {number}",
            "told": f'{{"persons": [{{"name": "", "position": "Lurah", "unit": "Kelurahan {number}"}}], "links": []}}',
        }  # fmt: skip
        sealed = [crypto.encrypt(words[f].encode(), key="SOURCE_KEY", context=f"cases.report.{f}") for f in fields]
        sealed.append(crypto.encrypt(b"Ada kabar?", key="SOURCE_KEY", context="cases.message.body"))
        sealed.append(crypto.encrypt(b"foto.jpg", key="SOURCE_KEY", context="cases.original.filename"))
        rows.append((number, *sealed))
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO bench_story VALUES (%s, %s, %s, %s, %s, %s, %s)", rows)

"""The whole load: register, matters, and the accounts through whose eyes it is measured."""

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from neutrality.accounts.models import Role, RoleGrant, User
from neutrality.demo.nation import matters, register
from neutrality.demo.nation.bulk import Say, rows_of, run, without_indexes
from neutrality.demo.nation.sizes import sizes
from neutrality.organization.models import Agency, OrgUnit, Person

# Role of the login, what it is shown as, and at which depth of the tree its person heads a unit.
HEADS = (("ppk", "Kepala daerah selaku PPK", 1), ("dinas", "Kepala dinas", 2), ("seksi", "Kepala seksi", 4))


def is_loaded() -> bool:
    """Whether this database holds the load: its agencies have names that nothing else gives."""
    return Agency.objects.filter(code=register.AGENCY_CODE.format(n=1)).exists()


def load(factor: float, say: Say) -> list[tuple[str, str]]:
    """Everything or nothing: one transaction, index work included. Gives ``(username, what)`` of its logins."""
    tables = (*register.TABLES, *matters.TABLES)
    with transaction.atomic():
        with without_indexes(tables, say):
            register.load(sizes(factor), say)
            matters.load(say)
            run("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the commit is looked at before indexes come back
        for table in (*register.SCRATCH, *matters.SCRATCH):
            run(f"DROP TABLE {table}")
        for model in tables:
            _next_id(model._meta.db_table)
        logins = accounts()
    say("statistik perencana")
    run("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")  # no VACUUM inside a caller's transaction
    return logins


def _next_id(table: str) -> None:
    """What comes after the load takes numbers behind it."""
    for sequence, column in rows_of(
        f"SELECT pg_get_serial_sequence('{table}', column_name), column_name FROM information_schema.columns"
        f" WHERE table_name = '{table}' AND is_identity = 'YES'"
    ):
        run(f"SELECT setval('{sequence}', coalesce((SELECT max({column}) FROM {table}), 1))")


def accounts() -> list[tuple[str, str]]:
    """In the largest and the smallest agency: the desk, a head of a seksi, a head of a dinas, the PPK."""
    agencies, made = Agency.objects.order_by("pk"), []
    password = make_password(settings.DEMO_PASSWORD or None)
    for name, agency in (("besar", agencies.first()), ("kecil", agencies.last())):
        desk = User.objects.create(
            username=f"{name}.meja", agency=agency, display_name="Meja penerima", password=password
        )
        RoleGrant.objects.create(user=desk, role=Role.INTAKE, reason="Lingkungan latihan")
        made.append((desk.username, f"Meja penerima, {agency}"))
        for post, what, depth in HEADS:
            unit = OrgUnit.objects.filter(agency=agency, depth=depth).order_by("path").first()
            if unit is not None:
                head = Person.objects.get(appointments__position__unit=unit, appointments__position__is_head=True)
                User.objects.create(username=f"{name}.{post}", agency=agency, person=head, password=password)
                made.append((f"{name}.{post}", f"{what}, {agency}"))
    return made

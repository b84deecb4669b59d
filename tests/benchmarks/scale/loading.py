"""The whole load: register, matters, and the accounts through whose eyes it is measured."""

from django.db import connection

from neutrality.accounts.models import Role, RoleGrant, User
from neutrality.organization.models import Agency, OrgUnit, Person
from tests.benchmarks.scale import matters, register
from tests.benchmarks.scale.bulk import Say, rows_of, run, without_indexes
from tests.benchmarks.scale.sizes import sizes


def load(factor: float, say: Say) -> None:
    tables = (*register.TABLES, *matters.TABLES)
    with without_indexes(tables, say):
        register.load(sizes(factor), say)
        matters.load(say)
    for model in tables:
        _next_id(model._meta.db_table)
    say("statistik perencana")
    run("VACUUM ANALYZE")
    accounts()


def _next_id(table: str) -> None:
    """What comes after the load takes numbers behind it."""
    for sequence, column in rows_of(
        f"SELECT pg_get_serial_sequence('{table}', column_name), column_name FROM information_schema.columns"
        f" WHERE table_name = '{table}' AND is_identity = 'YES'"
    ):
        run(f"SELECT setval('{sequence}', coalesce((SELECT max({column}) FROM {table}), 1))")


def accounts() -> None:
    """In the smallest and the largest agency: the desk, a head of a seksi, a head of a dinas, the PPK."""
    agencies = Agency.objects.order_by("pk")
    for name, agency in (("besar", agencies.first()), ("kecil", agencies.last())):
        desk = User.objects.create(username=f"{name}.meja", agency=agency, display_name="Meja penerima")
        RoleGrant.objects.create(user=desk, role=Role.INTAKE)
        for post, depth in (("ppk", 1), ("dinas", 2), ("seksi", 4)):
            unit = OrgUnit.objects.filter(agency=agency, depth=depth).order_by("path").first()
            if unit is not None:
                head = Person.objects.get(appointments__position__unit=unit, appointments__position__is_head=True)
                User.objects.create(username=f"{name}.{post}", agency=agency, person=head)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE accounts_user, accounts_rolegrant")

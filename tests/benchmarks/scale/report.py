"""The figures and the plans, as a table to read and to paste."""

from collections.abc import Iterable

from neutrality.demo.nation.bulk import rows_of
from tests.benchmarks.scale.measure import Answer

AIM = 10.0  # milliseconds at the database: single digits
COUNTED = (
    ("instansi", "organization_agency"), ("unit", "organization_orgunit"), ("pegawai", "organization_employee"),
    ("perkara", "cases_case"), ("laporan", "cases_report"),
)  # fmt: skip


def tell(found: Iterable[Answer], *, with_plans: bool) -> None:
    rows = {name: rows_of(f"SELECT count(*) FROM {table}")[0][0] for name, table in COUNTED}
    size = rows_of("SELECT pg_size_pretty(pg_database_size(current_database()))")[0][0]
    print(
        "\n" + ", ".join(f"{number:,} {name}".replace(",", ".") for name, number in rows.items()),
        f"({size})",
        "\nMilidetik di basis data, tercepat dari tujuh; 'terlama' ialah kueri terlama di antaranya.\n",
    )
    print(f"{'pertanyaan':<40} {'siapa':<12} {'kueri':>5} {'ms':>8} {'terlama':>8}")
    answers = []
    for answer in found:
        answers.append(answer)
        late = "" if answer.slowest < AIM else "  <-"
        print(
            f"{answer.what:<40} {answer.who:<12} {answer.statements:>5} {answer.milliseconds:>8.1f} {answer.slowest:>8.1f}{late}",
            flush=True,
        )
    print("\nRencana kueri terlama tiap pertanyaan:\n")
    for answer in answers:
        if with_plans or answer.slowest >= AIM or not answer.what.startswith("halaman"):
            print(f"{answer.what} ({answer.who}), {answer.slowest:.2f} ms")
            print("\n".join(f"    {line}" for line in answer.plan))
            if with_plans:
                print(f"    {answer.sql[:4000]}")

"""``python -m tests.benchmarks.scale``: load, measure, print, delete."""

import argparse
import sys
import time
from pathlib import Path

from tests.benchmarks.scale import ground


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scale", description=__doc__)
    parser.add_argument("--factor", type=float, default=1.0, help="1 is the country, 0.01 a hundredth of it")
    parser.add_argument(
        "--data",
        type=Path,
        help="folder for the database, kept and found loaded by a second run; default: a temporary one",
    )
    parser.add_argument("--keep", action="store_true", help="leave the temporary folder too")
    parser.add_argument("--plans", action="store_true", help="print the whole plan of each slowest query")
    asked = parser.parse_args()
    with ground.standing(asked.data and asked.data.resolve(), asked.keep):
        _load(asked.factor)
        from tests.benchmarks.scale import measure, report

        report.tell(measure.everything(), with_plans=asked.plans)


def _load(factor: float) -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from neutrality.demo.nation import loading
    from neutrality.organization.models import Agency

    if loading.is_loaded():
        _say("Muatan yang ada dipakai.")
        return
    if Agency.objects.exists():
        sys.exit("Folder ini berisi instansi lain. Pilih folder kosong, atau yang diisi dengan demo --scale nasional.")
    begun = time.monotonic()
    loading.load(factor, _say)
    _say(f"Dimuat dalam {time.monotonic() - begun:.0f} detik.")


def _say(words: str) -> None:
    print(f"  {time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

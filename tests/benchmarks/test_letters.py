"""How long a letter takes once a worker is warm (measured for the design: 46 ms of CPU)."""

import time

import pytest

from neutrality.documents import render
from tests.documents.test_letters import source


@pytest.mark.parametrize("kind", ["F01_SURAT_PANGGILAN", "F13_KEP_BEBAS_JABATAN", "F02_BAP"])
def test_a_warm_letter(benchmark, kind: str) -> None:  # type: ignore[no-untyped-def]
    letter = source(kind)
    render.letter_pdf(letter)

    benchmark(render.letter_pdf, letter)


def test_a_letter_costs_less_than_a_second_of_cpu() -> None:
    """A bound that holds on a busy machine too: CPU time, not the clock on the wall."""
    letter = source("F13_KEP_BEBAS_JABATAN")
    render.letter_pdf(letter)
    before = time.process_time()

    for _ in range(3):
        render.letter_pdf(letter)

    assert (time.process_time() - before) / 3 < 1

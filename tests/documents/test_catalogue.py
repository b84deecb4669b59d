"""The forms carry exactly the fields of the catalogue's entries."""

import re

import pytest

from neutrality.documents.forms import REGISTRY
from neutrality.law.catalogue import load

ENTRIES = {code: row.data for code, row in load().documents.items()}
OURS = {"X01_TANDA_TERIMA"}  # a receipt of the desk; the catalogue of discipline papers has none


def field_names(code: str) -> set[str]:
    """The entry's fields, those of the form it extends included; notes in brackets left out."""
    entry = ENTRIES[code]
    own = {re.sub(r"\s*\(.*\)$", "", name) for name in entry["fields"]}
    return own | (field_names(entry["extends"]) if entry.get("extends") else set())


def test_every_document_of_the_catalogue_has_a_form() -> None:
    assert set(REGISTRY) - OURS == set(ENTRIES)


@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_the_form_has_the_fields_of_its_entry(code: str) -> None:
    assert set(REGISTRY[code].catalogue_fields()) - {"kep_dasar"} == field_names(code) - {"kep_dasar"}


@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_classification_and_number_follow_the_entry(code: str) -> None:
    form = REGISTRY[code]

    assert form.classification == ENTRIES[code]["classification"]
    # The answer to an appeal lists only the appeal's number but is a numbered letter itself.
    assert form.numbered == ("nomor" in field_names(code) or code == "P11_TANGGAPAN_BPASN")

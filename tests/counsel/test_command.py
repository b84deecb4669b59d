"""``manage.py law``: what it says of a catalogue, and of the change to another."""

import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.module_loading import autodiscover_modules

from neutrality.counsel import rechecks
from neutrality.counsel.checks import catalogue_holds
from neutrality.law import assess, catalogue
from neutrality.law.catalogue import load
from tests.counsel.test_api import BODY
from tests.law.calendar import Weekdays

NEW = "2026.12.1"
IN_USE = catalogue.versions()[-1]


@pytest.fixture(autouse=True)
def found_before():
    """The rooms register their sources once, on first import: before a test puts its own."""
    autodiscover_modules("kept_answers")


def said(*args: str) -> str:
    out = StringIO()
    call_command("law", *args, stdout=out)
    return out.getvalue()


@pytest.fixture
def next_version(tmp_path, monkeypatch):
    """A second version beside the first: like and follow become moderate, one channel goes."""
    old = catalogue.versions()[-1]
    shutil.copytree(catalogue.ROOT / old, tmp_path / old)
    shutil.copytree(catalogue.ROOT / old, tmp_path / NEW)
    for name, before, after in (
        ("meta", old, NEW),
        ("channels", "name: Pemberitaan/viral", "name: Pemberitaan"),
    ):
        path = tmp_path / NEW / f"{name}.yaml"
        path.write_text(path.read_text().replace(before, after))
    path = tmp_path / NEW / "violations.yaml"
    head, tail = path.read_text().split("- id: PP94-N-06", 1)
    path.write_text(f"{head}- id: PP94-N-06{tail.replace('level: berat', 'level: sedang', 1)}")
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)
    load.cache_clear()
    yield old
    load.cache_clear()


@pytest.fixture
def kept(monkeypatch):
    """One decision as a room above keeps it."""
    monkeypatch.setattr(rechecks, "_sources", {})

    def source():
        yield rechecks.Kept(
            label="keputusan KP-24-Q5NB", facts=BODY, calendar=Weekdays(), version=IN_USE,
            stored=assess(BODY, catalogue=load(IN_USE), calendar=Weekdays()).as_dict(),
        )  # fmt: skip

    rechecks.register("decisions", source)


def test_the_catalogue_in_use_holds():
    assert "semua rujukan dan tanggal cocok" in said("check")


def test_a_broken_version_is_refused_with_its_reasons(next_version, tmp_path):
    path = tmp_path / NEW / "sanctions.yaml"
    path.write_text(path.read_text().replace("document: F12_KEP_TURUN_JABATAN", "document: F99"))

    out = StringIO()
    with pytest.raises(CommandError):
        call_command("law", "check", stdout=out)
    assert f"{NEW}: sanctions/B1: document 'F99' is no row of documents" in out.getvalue()


def test_a_malformed_version_is_refused_with_its_reasons(next_version, tmp_path):
    path = tmp_path / NEW / "sanctions.yaml"
    path.write_text(path.read_text().replace("remedy: banding", "remedy: doa"))

    with pytest.raises(CommandError):
        said("check", "--version-of-law", NEW)
    with pytest.raises(CommandError, match=NEW):
        said("diff", next_version, NEW)


def test_a_version_is_released_once_and_then_never_changed(next_version, tmp_path):
    assert "belum dirilis" in said("check", "--version-of-law", NEW)
    said("release", NEW)
    assert "dirilis dan tidak berubah" in said("check", "--version-of-law", NEW)

    path = tmp_path / NEW / "channels.yaml"
    path.write_text(path.read_text() + "\n")
    with pytest.raises(CommandError):
        said("check", "--version-of-law", NEW)
    with pytest.raises(CommandError, match="belum dapat dirilis"):
        said("release", NEW)
    assert [error.id for error in catalogue_holds()] == ["law.E003"]


def test_a_diff_names_rows_and_touched_decisions(next_version, kept):
    text = said("diff", next_version, NEW)

    assert "± channels/press (name)" in text
    assert "± violations/PP94-N-06 (level)" in text
    assert "keputusan KP-24-Q5NB: level: berat → sedang" in text
    assert "keputusan KP-24-Q5NB: findings: + error sanction_not_in_level proposed.sanction" in text
    assert "1 dari 1 perkara dan keputusan tersentuh" in text


def test_a_change_of_the_engine_itself_is_reported(next_version, monkeypatch):
    stored = assess(BODY, catalogue=load(IN_USE), calendar=Weekdays()).as_dict() | {"level": "sedang"}
    one = rechecks.Kept(label="keputusan KP-24-Q5NB", facts=BODY, calendar=Weekdays(), version=IN_USE, stored=stored)
    monkeypatch.setattr(rechecks, "_sources", {"decisions": lambda: [one]})

    assert "keputusan KP-24-Q5NB: mesin berubah: level: sedang → berat" in said("diff", next_version, next_version)


def test_nothing_differs_from_itself(kept):
    text = said("diff", IN_USE, IN_USE)

    assert "0 baris katalog berbeda." in text
    assert "0 dari 1 perkara dan keputusan tersentuh." in text


def test_an_unknown_version_is_named():
    with pytest.raises(CommandError, match=r"Tidak ada katalog 1999\.1\.1"):
        said("diff", "1999.1.1", IN_USE)


def test_the_program_does_not_start_on_a_malformed_catalogue(next_version, tmp_path):
    assert catalogue_holds() == []
    path = tmp_path / NEW / "sanctions.yaml"
    path.write_text(path.read_text().replace("remedy: banding", "remedy: doa"))
    load.cache_clear()

    found = catalogue_holds()

    assert found
    assert all(error.id == "law.E001" and NEW in error.msg for error in found)

"""The nightly sweep removes what no row names, and nothing else."""

import os
import re
import time
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cases.models import CaseFile
from neutrality import stored
from neutrality.organization.models import Agency
from tests.factories import make_tree, make_user

OLD = 3 * 24 * 3600


@pytest.fixture
def agency(db: None) -> Agency:
    return make_tree().agency


def put(name: str, *, age: int = OLD) -> str:
    saved = default_storage.save(name, ContentFile(b"isi"))
    then = time.time() - age
    os.utime(default_storage.path(saved), (then, then))
    return saved


def file_of(agency: Agency, name: str) -> CaseFile:
    return CaseFile.objects.create(
        agency=agency, code=f"BK-{name[-6:]}", stored=name, content_type="image/png", size=3, sha256="0" * 64,
        uploaded_by=make_user(agency=agency),
    )  # fmt: skip


def test_orphans_go_and_the_rest_stays(agency: Agency) -> None:
    orphan, young, named = put("scans/aa/yatim1.png"), put("scans/aa/muda22.png", age=3600), put("scans/aa/dipakai.png")
    file_of(agency, named)

    removed = stored.sweep()

    assert orphan in removed and not default_storage.exists(orphan)
    assert default_storage.exists(young) and default_storage.exists(named)
    assert stored.sweep(grace=timedelta(days=30)) == []


def test_a_room_that_forgot_to_register_loses_nothing(agency: Agency) -> None:
    """The name stands in a text and in JSON of rows that nobody registered."""
    text, data = put("scans/bb/teks11.png"), put("scans/bb/json22.png")
    Agency.objects.filter(pk=agency.pk).update(region=text, choices={"berkas": [data]})

    removed = stored.sweep()

    assert {text, data} & set(removed) == set()
    assert default_storage.exists(text) and default_storage.exists(data)


def test_other_folders_are_left_alone(db: None) -> None:
    draft = put("draf-lain/cc/isi333")
    stored.sweep()
    assert default_storage.exists(draft)


def test_every_column_of_file_names_is_registered() -> None:
    """Slow otherwise, not unsafe: an unregistered column is looked up row by row."""
    known = {column for columns in stored._columns.values() for column in columns}
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if re.fullmatch(r"stored|cleaned|scan|proof|pdf|attachment", field.name)
        and field.get_internal_type() == "CharField"
    }
    assert found - known == set()

"""The program does not start on a catalogue that does not hold (``manage.py check``, and every start)."""

from typing import Any

from django.core.checks import Error, register

from neutrality.law import released
from neutrality.law.catalogue import CatalogueInvalid, load, versions


@register("law")
def catalogue_holds(**kwargs: Any) -> list[Error]:
    """One error for each thing in any version that does not fit the schema, or that changed after its release."""
    found = [Error(f"fixtures/law/{line}", id="law.E003") for line in released.changed_or_gone()]
    for version in versions():
        try:
            load(version)
        except CatalogueInvalid as error:
            found += [Error(f"fixtures/law/{version}: {line}", id="law.E001") for line in error.problems[:20]]
    return found or ([] if versions() else [Error("fixtures/law holds no catalogue.", id="law.E002")])

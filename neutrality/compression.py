"""Static files with hashed names, the product's own ones compressed beside.

A phone on a thin line must get the small files in every mode of running. Compressing
everything (the API's documentation alone is 28 MB) takes a minute and belongs into the
image build; these few take a moment.
"""

import gzip
from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile

OWN = ("ui/", "huruf/huruf", "django_htmx/")
TEXT = (".css", ".js", ".svg")


class OwnCompressedStorage(ManifestStaticFilesStorage):
    """WhiteNoise finds ``name.gz`` beside ``name`` and sends it to whoever accepts it."""

    def post_process(self, paths: Any, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        for name, hashed, processed in super().post_process(paths, dry_run=dry_run, **options):
            yield name, hashed, processed
            if not dry_run and hashed and str(name).startswith(OWN) and str(name).endswith(TEXT):
                self._compress(str(hashed))

    def _compress(self, name: str) -> None:
        with self.open(name) as plain:
            small = gzip.compress(plain.read(), compresslevel=9, mtime=0)
        self.delete(f"{name}.gz")
        self.save(f"{name}.gz", ContentFile(small))

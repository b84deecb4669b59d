"""Tables of official letters."""

from .letter import OfficialDocument, OfficialDocumentQuerySet
from .series import NumberEntry, NumberSeries
from .service import ServiceProof

__all__ = ["NumberEntry", "NumberSeries", "OfficialDocument", "OfficialDocumentQuerySet", "ServiceProof"]

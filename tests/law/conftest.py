from tests.law_coverage import law_coverage

__all__ = ["law_coverage"]

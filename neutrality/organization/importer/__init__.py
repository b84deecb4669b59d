"""Import of the register from SIASN and SIMPEG exports: ``run_import`` is the one way in."""

from neutrality.organization.importer.run import Outcome, run_import, summary_lines

__all__ = ["Outcome", "run_import", "summary_lines"]

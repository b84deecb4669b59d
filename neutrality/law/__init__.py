"""Dated law: the catalogue and pure functions on it. No ORM, no clock.

Facts in, conclusions out, each conclusion with the rule and the article that it rests on.
Calendar, legal positions and regional election dates are passed in as facts.
"""

from neutrality.law.engine import Assessment, assess
from neutrality.law.facts import FactsInvalid

__all__ = ["Assessment", "FactsInvalid", "assess"]

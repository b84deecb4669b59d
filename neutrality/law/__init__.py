"""Dated law: the catalogue and pure functions on it. No ORM, no clock.

Facts in, conclusions out, each conclusion with the rule and the article that it rests on.
Calendar and legal positions are passed in as facts.
"""

from neutrality.law.engine import Assessment, assess

__all__ = ["Assessment", "assess"]

"""The moves of this room, one module a group; importing it registers them all."""

from cases.handlers import ends, ethics, examination, start, summons, team, upward

__all__ = ["ends", "ethics", "examination", "start", "summons", "team", "upward"]

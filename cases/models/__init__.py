"""Two compartments. ``source`` leads to reporters and is readable only by the desk of a
report; ``case``, ``examination`` and ``clocks`` are what everybody else works from."""

from cases.models.case import (
    Allegation,
    Case,
    CaseAccess,
    CaseFile,
    CaseMove,
    CaseWall,
    Exhibit,
    Incident,
    Tier,
)
from cases.models.clocks import Deadline, DeadlinePause
from cases.models.duty import ChainChange, DutyNote, DutyOrder
from cases.models.examination import ExaminationReport, Minutes, Summons, TeamMember
from cases.models.source import (
    ExhibitRelease,
    Forwarding,
    Identity,
    IdentityRequest,
    IncomingLetter,
    Message,
    Original,
    Recommendation,
    Report,
    ReportLink,
    ReportMove,
    ReportWall,
)

__all__ = [
    "Allegation",
    "Case",
    "CaseAccess",
    "CaseFile",
    "CaseMove",
    "CaseWall",
    "ChainChange",
    "Deadline",
    "DeadlinePause",
    "DutyNote",
    "DutyOrder",
    "ExaminationReport",
    "Exhibit",
    "ExhibitRelease",
    "Forwarding",
    "Identity",
    "IdentityRequest",
    "Incident",
    "IncomingLetter",
    "Message",
    "Minutes",
    "Original",
    "Recommendation",
    "Report",
    "ReportLink",
    "ReportMove",
    "ReportWall",
    "Summons",
    "TeamMember",
    "Tier",
]

"""Closed lists of words that documents use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """The order of a letter: draft, text final, numbered, signed, served."""

    DRAFT = "draft", _("Draf")
    FINAL = "final", _("Naskah final")
    NUMBERED = "numbered", _("Bernomor")
    SIGNED = "signed", _("Ditandatangani")
    SERVED = "served", _("Disampaikan")
    CANCELLED = "cancelled", _("Dibatalkan")
    SUPERSEDED = "superseded", _("Digantikan")


# From the moment a number is taken the text can no longer change.
ISSUED = (State.NUMBERED, State.SIGNED, State.SERVED, State.SUPERSEDED)
VALID = (State.SIGNED, State.SERVED)

# Every step a letter may take; the database trigger is made from this table.
STEPS: dict[str, tuple[str, ...]] = {
    State.DRAFT: (State.FINAL, State.CANCELLED),
    State.FINAL: (State.DRAFT, State.NUMBERED, State.CANCELLED),
    State.NUMBERED: (State.SIGNED, State.CANCELLED),
    State.SIGNED: (State.SERVED, State.CANCELLED, State.SUPERSEDED),
    State.SERVED: (State.CANCELLED, State.SUPERSEDED),
    State.CANCELLED: (),
    State.SUPERSEDED: (),
}


class Classification(models.TextChoices):
    ORDINARY = "BIASA", _("Biasa")
    SECRET = "RAHASIA", _("Rahasia")


class SeriesMode(models.TextChoices):
    INTERNAL = "internal", _("Nomor diambil di sini")
    EXTERNAL = "external", _("Nomor diberi bagian lain")


class Source(models.TextChoices):
    GENERATED = "generated", _("Dibuat di sini")
    UPLOADED = "uploaded", _("Dibuat di luar, diunggah")


class SignatureKind(models.TextChoices):
    WET = "wet", _("Tanda tangan basah")
    LOCAL = "local", _("Sertifikat lokal")
    CERTIFIED = "certified", _("Tanda tangan elektronik tersertifikasi")


class Basis(models.TextChoices):
    """What a recorded act in the world rests on."""

    SCREEN = "screen", _("Dilakukan pejabat di layar")
    SCAN = "scan", _("Dicatat dari naskah kertas")


class Manner(models.TextChoices):
    IN_PERSON = "langsung", _("Diserahkan langsung")
    SENT = "dikirim", _("Dikirim lewat pos tercatat")
    COURIER = "kurir", _("Diantar kurir instansi")
    ELECTRONIC = "elektronik", _("Lewat sistem surat elektronik")

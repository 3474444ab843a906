"""How an introduction came to be, how it stands, and what the trail calls it."""

from django.db.models import TextChoices


class Origin(TextChoices):
    """How the office came to know it."""

    PHONE = "phone", "Lewat ponsel"
    PAPER = "paper", "Kertas"
    PHOTO = "photo", "Foto kertas di anjungan"


class State(TextChoices):
    """How an introduction stands today; never stored, because days pass by themselves."""

    WAITING = "waiting", "Menunggu ketua RW"
    READY = "ready", "Siap dipakai"
    USED = "used", "Sudah dipakai"
    WITHDRAWN = "withdrawn", "Dicabut"
    EXPIRED = "expired", "Lewat masa berlaku"


class Action(TextChoices):
    """What this app writes into the audit trail."""

    GIVEN = "introductions.given", "Memberi pengantar"
    RECORDED = "introductions.recorded", "Mencatat pengantar kertas"
    PHOTOGRAPHED = "introductions.photographed", "Memfoto pengantar kertas"
    ENDORSED = "introductions.endorsed", "Menyetujui pengantar"
    ENDORSEMENT_RECORDED = "introductions.endorsement_recorded", "Mencatat tanda tangan ketua RW"
    WITHDRAWN = "introductions.withdrawn", "Mencabut pengantar"
    LISTED = "introductions.listed", "Melihat daftar warga atau pengantar"
    PRINTED = "introductions.printed", "Mencetak pengantar"
    READ = "introductions.read", "Membaca pengantar"
    USED = "introductions.used", "Memakai pengantar untuk surat"
    RULES_CHANGED = "introductions.rules_changed", "Mengatur pengantar"

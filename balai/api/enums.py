"""What a token may open."""

from enum import StrEnum

from django.db.models import TextChoices


class Scope(TextChoices):
    """One thing a program may do."""

    READ_KINDS = "read_kinds", "Membaca jenis surat dan isiannya"
    ISSUE_LETTERS = "issue_letters", "Melihat pratinjau dan menerbitkan surat"
    READ_LETTERS = "read_letters", "Mengambil surat yang sudah terbit"
    REVOKE_LETTERS = "revoke_letters", "Mencabut surat"
    VERIFY = "verify", "Memeriksa keaslian surat"
    READ_RESIDENTS = "read_residents", "Mencari warga dengan NIK lengkap"


class Action(StrEnum):
    """What the API writes into the audit trail."""

    KEY_CREATED = "api.key_created"
    KEY_REVOKED = "api.key_revoked"

"""By what a resident is recognised, and the states of what they hold for it."""

from django.db.models import TextChoices


class Way(TextChoices):
    """How somebody at a kiosk showed who they are; villages allow some of them per kind of letter."""

    CARD_PIN = "card_pin", "Kartu layanan dan PIN"
    TAG_PIN = "tag_pin", "KTP-el dan PIN"
    NIK_PIN = "nik_pin", "NIK dan PIN"
    INTRODUCTION = "introduction", "Surat pengantar"
    BIRTH_MOTHER = "birth_mother", "NIK, tanggal lahir, dan nama ibu"
    OFFICER = "officer", "Dikenali petugas"


class PinKind(TextChoices):
    """How long a PIN serves."""

    LASTING = "lasting", "PIN tetap"
    ONE_TIME = "one_time", "PIN sekali pakai"


class CardState(TextChoices):
    """What became of a service card."""

    IN_USE = "in_use", "Dipakai"
    LOST = "lost", "Hilang"
    REPLACED = "replaced", "Diganti"
    WITHDRAWN = "withdrawn", "Ditarik"


class HelpState(TextChoices):
    """What became of a call for help at a kiosk."""

    WAITING = "waiting", "Menunggu petugas"
    CONFIRMED = "confirmed", "Dikenali petugas"
    REFUSED = "refused", "Tidak dikenali"
    WITHDRAWN = "withdrawn", "Dibatalkan warga"
    OVER = "over", "Lewat waktu"


class Action(TextChoices):
    """What this app writes into the audit trail."""

    RECOGNISED = "access.recognised", "Warga dikenali di anjungan"
    NOT_RECOGNISED = "access.not_recognised", "Warga tidak dikenali di anjungan"
    PIN_GIVEN = "access.pin_given", "Memberi PIN"
    ONE_TIME_PIN_GIVEN = "access.one_time_pin_given", "Memberi PIN sekali pakai"
    PIN_CHANGED = "access.pin_changed", "Warga mengganti PIN"
    PIN_BLOCKED = "access.pin_blocked", "Memblokir PIN"
    PIN_PRINTED = "access.pin_printed", "Mencetak lembar PIN"
    ATTEMPTS_FORGIVEN = "access.attempts_forgiven", "Membuka tahanan percobaan"
    CARD_GIVEN = "access.card_given", "Memberi kartu layanan"
    CARD_ENDED = "access.card_ended", "Mengakhiri kartu layanan"
    CARD_PRINTED = "access.card_printed", "Mencetak kartu layanan"
    TAG_REGISTERED = "access.tag_registered", "Mendaftarkan KTP-el"
    TAG_REMOVED = "access.tag_removed", "Menghapus pendaftaran KTP-el"
    HELP_ASKED = "access.help_asked", "Meminta bantuan di anjungan"
    HELP_CONFIRMED = "access.help_confirmed", "Mengenali warga di anjungan"
    HELP_REFUSED = "access.help_refused", "Menolak mengenali warga di anjungan"
    HELP_WITHDRAWN = "access.help_withdrawn", "Membatalkan permintaan bantuan"
    FORGOTTEN = "access.forgotten", "Menghapus akses yang tidak terpakai"

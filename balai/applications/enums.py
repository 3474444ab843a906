"""What an application can be, who moves it, and what the trail calls that."""

from django.db.models import IntegerChoices, TextChoices


class State(TextChoices):
    """Where an application is (*keadaan permohonan*)."""

    DRAFT = "draft", "Belum dikirim"
    SUBMITTED = "submitted", "Diperiksa kantor"
    CHECKED = "checked", "Diperiksa petugas kedua"
    RETURNED = "returned", "Menunggu Anda"
    APPROVED = "approved", "Disetujui kantor"
    FORWARDED = "forwarded", "Dikirim ke Disdukcapil"
    IN_PROCESS = "in_process", "Diproses Disdukcapil"
    SENT_BACK = "sent_back", "Dikembalikan Disdukcapil ke kantor"
    FINISHED = "finished", "Selesai"
    RECEIVED = "received", "Sudah diterima"
    CLOSED = "closed", "Ditutup"
    REJECTED = "rejected", "Ditolak"
    WITHDRAWN = "withdrawn", "Dibatalkan pemohon"
    EXPIRED = "expired", "Lewat waktu"


class Step(TextChoices):
    """What somebody does with an application."""

    SUBMIT = "submit", "Kirim"
    CHECK = "check", "Setuju, teruskan ke petugas kedua"
    APPROVE = "approve", "Setujui"
    RETURN = "return", "Kembalikan ke pemohon"
    REJECT = "reject", "Tolak"
    FORWARD = "forward", "Kirim ke Disdukcapil"
    ACCEPT = "accept", "Terima untuk diproses"
    SEND_BACK = "send_back", "Kembalikan ke kantor"
    FINISH = "finish", "Selesaikan"
    HAND_OVER = "hand_over", "Serahkan"
    CLOSE = "close", "Tutup"
    WITHDRAW = "withdraw", "Batalkan"
    EXPIRE = "expire", "Lewat waktu"


class Side(TextChoices):
    """Who takes a step."""

    APPLICANT = "applicant", "Pemohon"
    VILLAGE = "village", "Kantor"
    AGENCY = "agency", "Disdukcapil"
    CLOCK = "clock", "Waktu"


class Channel(TextChoices):
    """How an application came in."""

    WEB = "web", "Dari ponsel atau komputer"
    KIOSK = "kiosk", "Anjungan"
    DESK = "desk", "Di loket"
    PAPER = "paper", "Formulir kertas"


class Proof(TextChoices):
    """How the office knows that the applicant is who they say."""

    STATED = "stated", "Menyebut NIK, KK, dan tanggal lahir"
    PIN = "pin", "Masuk dengan NIK dan PIN"
    SEEN = "seen", "Petugas melihat KTP-nya"


class Authority(TextChoices):
    """By what right somebody applies for another (*kuasa*)."""

    PARENT = "parent", "Orang tua atau wali"
    SAME_FAMILY = "same_family", "Anggota satu KK"
    WRITTEN = "written", "Surat kuasa"
    OFFICIAL = "official", "Petugas, ketua RT, atau relawan yang diminta membantu"


class Kinship(TextChoices):
    """What somebody who agrees for a child is to the child (UU 27/2022 pasal 25 ayat (2))."""

    FATHER = "father", "Ayah"
    MOTHER = "mother", "Ibu"
    GUARDIAN = "guardian", "Wali"
    CARER = "carer", "Keluarga yang mengasuh"


class Handing(TextChoices):
    """How a finished document reached its applicant."""

    DOWNLOADED = "downloaded", "Diunduh"
    PRINTED = "printed", "Dicetak di anjungan"
    COLLECTED = "collected", "Diambil di kantor"


class PackageState(TextChoices):
    """How far a large package has come."""

    WAITING = "waiting", "Menunggu giliran"
    WORKING = "working", "Sedang dimasukkan"
    DONE = "done", "Selesai"
    STOPPED = "stopped", "Berhenti"


class BatchState(TextChoices):
    """How far many issued documents have come."""

    WAITING = "waiting", "Menunggu giliran"
    MATCHING = "matching", "Sedang dicocokkan"
    MATCHED = "matched", "Menunggu Anda pastikan"
    KEEPING = "keeping", "Sedang disimpan"
    DONE = "done", "Selesai"
    STOPPED = "stopped", "Berhenti"

    @classmethod
    def over(cls) -> "tuple[BatchState, BatchState]":
        """Nothing comes after these."""
        return cls.DONE, cls.STOPPED


class TextUse(TextChoices):
    """Where a ready text is picked."""

    ANSWER = "answer", "Satu jawaban yang salah"
    DOCUMENT = "document", "Satu berkas yang salah"
    MESSAGE = "message", "Pesan saat dikembalikan"
    REJECTION = "rejection", "Penolakan"
    SEND_BACK = "send_back", "Dikembalikan Disdukcapil ke kantor"


class Heard(IntegerChoices):
    """How far its applicant has told what the service was like; never what was told (ADR 16)."""

    NOTHING = 0, "Belum dinilai"
    SCORE = 1, "Sudah dinilai"
    REASON = 2, "Alasannya disebut"
    SURVEY = 3, "Survei diisi"


class Action(TextChoices):
    """What this app writes into the audit trail, besides one text for each step."""

    RULES_CHANGED = "applications.rules_changed", "Mengatur permohonan"
    READY_TEXT_WRITTEN = "applications.ready_text_written", "Menulis kalimat siap pakai"
    READY_TEXT_PUT_AWAY = "applications.ready_text_put_away", "Menyingkirkan kalimat siap pakai"
    READY_TEXT_RESTORED = "applications.ready_text_restored", "Memakai lagi kalimat bawaan"
    BEGUN = "applications.begun", "Memulai permohonan"
    APPLICANT_NAMED = "applications.applicant_named", "Mengisi data pemohon"
    ANSWERED = "applications.answered", "Mengisi jawaban permohonan"
    BROUGHT = "applications.brought", "Melanjutkan permohonan anjungan di loket"
    SLIP_PRINTED = "applications.slip_printed", "Mencetak bukti permohonan"
    READ = "applications.read", "Membaca permohonan"
    LISTED = "applications.listed", "Melihat daftar permohonan"
    TAKEN = "applications.taken", "Mengambil permohonan untuk dikerjakan"
    NOTED = "applications.noted", "Menulis catatan permohonan"
    CODE_ASKED = "applications.code_asked", "Meminta kode ke surel"
    EMAIL_PROVED = "applications.email_proved", "Membuktikan surel"
    ORIGINAL_SEEN = "applications.original_seen", "Melihat dokumen asli"
    ORIGINAL_UNSEEN = "applications.original_unseen", "Membatalkan catatan melihat dokumen asli"
    DOCUMENT_READ = "applications.document_read", "Membuka berkas permohonan"
    SHEET_PRINTED = "applications.sheet_printed", "Mencetak formulir permohonan"
    RESULT_ADDED = "applications.result_added", "Menyimpan dokumen jadi"
    RESULT_READ = "applications.result_read", "Mengambil dokumen jadi"
    ISSUED_RECEIVED = "applications.issued_received", "Mengunggah banyak dokumen jadi"
    ISSUED_CONFIRMED = "applications.issued_confirmed", "Memastikan dokumen jadi yang disimpan"
    PACKED = "applications.packed", "Membuat paket permohonan"
    PACKAGE_RECEIVED = "applications.package_received", "Menerima paket besar"
    PACKAGE_TAKEN_IN = "applications.package_taken_in", "Mengimpor paket permohonan"
    OFFICE_KNOWN = "applications.office_known", "Mengenal kantor pengirim paket"
    OFFICE_FORGOTTEN = "applications.office_forgotten", "Berhenti percaya kantor pengirim paket"
    REGISTER_CHANGED = "applications.register_changed", "Mengubah data warga dari permohonan"
    ANONYMISED = "applications.anonymised", "Menghapus data pribadi permohonan lama"
    CONTACT_FORGOTTEN = "applications.contact_forgotten", "Menghapus nomor HP dan surel dari permohonan"
    DRAFTS_FORGOTTEN = "applications.drafts_forgotten", "Menghapus permohonan yang tidak dikirim"
    SUBMIT = "applications.submit", "Mengirim permohonan"
    CHECK = "applications.check", "Menyetujui permohonan sebagai petugas pertama"
    APPROVE = "applications.approve", "Menyetujui permohonan"
    RETURN = "applications.return", "Mengembalikan permohonan ke pemohon"
    REJECT = "applications.reject", "Menolak permohonan"
    FORWARD = "applications.forward", "Mengirim permohonan ke Disdukcapil"
    ACCEPT = "applications.accept", "Menerima permohonan di Disdukcapil"
    SEND_BACK = "applications.send_back", "Mengembalikan permohonan ke kantor"
    FINISH = "applications.finish", "Menyelesaikan permohonan"
    HAND_OVER = "applications.hand_over", "Menyerahkan dokumen jadi"
    CLOSE = "applications.close", "Menutup permohonan"
    WITHDRAW = "applications.withdraw", "Membatalkan permohonan"
    EXPIRE = "applications.expire", "Menutup permohonan yang lewat waktu"

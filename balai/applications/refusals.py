"""Why something was not done with an application. `str()` of each is a sentence for whoever asked."""

from balai.applications.models import Application


class ChangedMeanwhile(Exception):
    """The application was saved elsewhere after this was opened; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            "Permohonan ini diubah di tempat lain sesudah Anda membukanya. Muat ulang, lalu ulangi isian tadi."
        )


class NotDraft(Exception):
    """What was sent is no longer written on; the office returns it where something must change."""

    def __init__(self) -> None:
        super().__init__(
            "Permohonan ini sudah dikirim. Tunggu kabar dari kantor, atau batalkan lalu mulai lagi."
        )


class Incomplete(Exception):
    """Something that an application needs before it is sent is missing."""

    def __init__(self, missing: str) -> None:
        super().__init__(f"Belum bisa dikirim: {missing}")


class TooManyPages(ValueError):
    """More than anybody reads."""

    def __init__(self, most: int) -> None:
        super().__init__(f"Paling banyak {most} halaman untuk satu permohonan. Hapus yang tidak perlu.")


class NotAvailable(Exception):
    """The link to a finished document has ended."""

    def __init__(self) -> None:
        super().__init__("Waktu mengambil dari sini sudah habis. Ambil dokumennya di kantor dengan KTP Anda.")


class SameEyes(Exception):
    """The first officer may not be the second pair of eyes."""

    def __init__(self) -> None:
        super().__init__("Anda sudah memeriksa permohonan ini. Petugas lain yang menyetujuinya.")


class TakenByAnother(Exception):
    """Somebody else is working on it."""

    def __init__(self, application: Application) -> None:
        super().__init__(
            f"{application.assigned_to} sedang mengerjakan permohonan ini. Ambil alih kalau memang perlu."
        )


class NamesNobody(Exception):
    """Whose application it was has been forgotten, and nobody writes it down again."""

    def __init__(self) -> None:
        super().__init__("Data pribadi permohonan ini sudah dihapus, jadi tidak bisa diberi catatan lagi.")


class WentAnotherWay(Exception):
    """Something was done with it here that the other hall doesn't know, and the other way round."""

    def __init__(self, application: Application) -> None:
        super().__init__(
            f"Permohonan {application.spelled_code} dikerjakan di dua tempat, dan langkahnya berbeda. "
            "Telepon kantor pengirim sebelum melanjutkan."
        )


class LetterIsMade(Exception):
    """The letter that was asked for has been signed: it is given out, or withdrawn in the archive of letters."""

    def __init__(self) -> None:
        super().__init__("Suratnya sudah ditandatangani dan bernomor. Permohonan ini tidak bisa diubah lagi.")


class NotInRegister(Exception):
    """The register doesn't know who asks for a letter, or knows another person by this number."""

    def __init__(self, *, is_another: bool = False) -> None:
        super().__init__(
            "NIK pemohon di data warga milik orang yang lahir di tanggal lain. Cocokkan dengan KK-nya, lalu betulkan data "
            "warga, atau kembalikan permohonan ini."
            if is_another
            else "Pemohon belum ada di data warga, jadi suratnya belum bisa dibuat. Catat dulu di menu Warga, atau tolak "
            "permohonan ini dengan alasan bukan warga sini."
        )


class ReasonMissing(ValueError):
    """A resident who is sent back or refused is told why, and what can be done."""

    def __init__(self) -> None:
        super().__init__("Tulis alasannya, dan apa yang bisa dilakukan warga.")

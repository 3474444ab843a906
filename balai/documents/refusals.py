"""Why a file is not taken, in words that say what to do instead."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

INSTEAD: Final = "Foto kertasnya, atau kirim sebagai PDF."


class FileRefused(ValueError):
    """The file is not taken and never will be; `str()` is a sentence for the person who sent it."""


class NotExamined(Exception):
    """Nothing is known of the file yet; `str()` says what to do. Sending it again later may help."""


class Busy(NotExamined):
    """As many files as the office can manage are being looked at."""

    def __init__(self) -> None:
        super().__init__(
            "Kantor sedang memeriksa banyak berkas. Berkas Anda sudah sampai; coba lagi beberapa detik lagi."
        )


class TooSlow(NotExamined):
    """It took too long by the clock: the file is hostile, or the machine very busy."""

    def __init__(self) -> None:
        super().__init__("Berkas ini terlalu lama diperiksa. Coba lagi nanti, atau foto kertasnya.")


REFUSALS: Final[Mapping[str, str]] = MappingProxyType({
    "empty": "Berkas ini kosong. Pilih berkas lain, atau foto lagi.",
    "too_large": "Berkas ini terlalu besar. Paling besar 15 MB. Foto kertasnya saja.",
    "virus": "Berkas ini bertanda virus, jadi tidak diterima. Periksa ponsel atau komputer Anda, lalu foto kertasnya.",
    "program": "Ini program, bukan foto atau dokumen. Berkas ini tidak diterima.",
    "web_page": f"Ini halaman web, bukan foto atau dokumen. {INSTEAD}",
    "svg": f"Gambar SVG tidak bisa diterima. {INSTEAD}",
    "word": "Ini dokumen Word. Simpan dulu sebagai PDF, atau foto kertasnya.",
    "workbook": "Ini tabel Excel. Simpan dulu sebagai PDF, atau foto kertasnya.",
    "office": "Ini dokumen Office. Simpan dulu sebagai PDF, atau foto kertasnya.",
    "archive": "Ini bungkusan berisi berkas lain (ZIP atau RAR). Kirim isinya satu per satu, sebagai foto atau PDF.",
    "heic": "Foto HEIC belum bisa dibaca. Di pengaturan kamera pilih \"Paling kompatibel\", lalu foto lagi.",
    "recording": "Ini rekaman video atau suara. Kirim foto kertasnya.",
    "other_picture": "Gambar jenis ini tidak bisa dibaca. Simpan sebagai JPG, atau foto kertasnya.",
    "unknown": f"Berkas ini bukan foto (JPG, PNG, WebP) dan bukan PDF. {INSTEAD}",
    "other_type": "Isi berkas ini bukan seperti yang disebut. Pilih berkas yang benar.",
    "damaged_picture": "Foto ini rusak atau terpotong. Foto lagi, atau pilih yang lain.",
    "unreadable_picture": "Foto ini tidak bisa dibaca ponsel. Ambil foto lagi, atau simpan sebagai JPG.",
    "too_wide": "Gambar ini lebih dari 12.000 piksel. Kecilkan dulu, atau foto kertasnya.",
    "too_small": "Gambar ini terlalu kecil untuk dibaca. Foto kertasnya dari dekat.",
    "too_heavy": "Berkas ini terlalu berat untuk dibuka, jadi ditolak. Foto kertasnya, lalu kirim fotonya.",
    "damaged_pdf": "PDF ini rusak. Buka, cetak ke PDF baru, lalu kirim yang baru. Atau foto kertasnya.",
    "locked_pdf": "PDF ini dikunci kata sandi. Simpan tanpa kata sandi, atau foto kertasnya.",
    "scripted_pdf": "PDF ini berisi program yang bisa berjalan sendiri. Cetak ke PDF baru, atau foto kertasnya.",
    "launching_pdf": "PDF ini bisa membuka program atau berkas lain. Cetak ke PDF baru, atau foto kertasnya.",
    "sending_pdf": "PDF ini formulir yang bisa mengirim data. Cetak ke PDF baru, atau foto kertasnya.",
    "carrying_pdf": "PDF ini membawa berkas lain di dalamnya. Cetak ke PDF baru, atau foto kertasnya.",
    "playing_pdf": "PDF ini berisi video, suara, atau benda 3D. Cetak ke PDF baru, atau foto kertasnya.",
    "pageless_pdf": "PDF ini tidak punya halaman. Pilih berkas lain, atau foto kertasnya.",
    "long_pdf": "PDF ini lebih dari 30 halaman. Kirim halaman yang diminta saja.",
})  # fmt: skip


def refused(why: str) -> FileRefused:
    """The refusal of that name."""
    return FileRefused(REFUSALS[why])

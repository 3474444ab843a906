"""What is said about a print or a printer: to the resident who waits, and to the officer who helps.

Sentences are read aloud at a kiosk: at most twelve words each.
"""

from dataclasses import dataclass
from typing import Final

from balai.printing.enums import JobState, Trouble


@dataclass(frozen=True, slots=True)
class Remedy:
    """What happened, and what to do: for the resident, and for the officer."""

    for_resident: str
    for_officer: str


REMEDIES: Final = {
    Trouble.UNREACHABLE: Remedy(
        "Pencetak tidak menjawab. Petugas sudah diberi tahu.",
        "Nyalakan pencetak dan periksa kabel jaringannya.",
    ),
    Trouble.PAPER_OUT: Remedy(
        "Kertasnya habis. Petugas sudah diberi tahu.",
        "Isi kertas. Cetakan lanjut sendiri.",
    ),
    Trouble.WRONG_PAPER: Remedy(
        "Kertas di pencetak lain ukurannya. Petugas sudah diberi tahu.",
        "Isi baki dengan kertas yang benar, lalu atur ukurannya di pencetak.",
    ),
    Trouble.JAM: Remedy(
        "Kertasnya macet. Petugas sudah diberi tahu.",
        "Keluarkan kertas yang macet. Cetakan lanjut sendiri.",
    ),
    Trouble.COVER_OPEN: Remedy(
        "Tutup pencetak terbuka. Petugas sudah diberi tahu.",
        "Tutup penutup pencetak sampai rapat.",
    ),
    Trouble.TRAY_MISSING: Remedy(
        "Baki kertas terlepas. Petugas sudah diberi tahu.",
        "Pasang baki kertas sampai masuk penuh.",
    ),
    Trouble.TONER_OUT: Remedy(
        "Tinta pencetak habis. Petugas sudah diberi tahu.",
        "Ganti toner atau tinta hitam.",
    ),
    Trouble.WASTE_FULL: Remedy(
        "Pencetak perlu dirawat. Petugas sudah diberi tahu.",
        "Ganti wadah sisa toner.",
    ),
    Trouble.OUTPUT_FULL: Remedy(
        "Tempat keluar kertas penuh. Ambil kertas yang menumpuk.",
        "Ambil kertas yang menumpuk di baki keluar.",
    ),
    Trouble.PAUSED: Remedy(
        "Pencetak dijeda. Petugas sudah diberi tahu.",
        "Tekan tombol lanjut di pencetak.",
    ),
    Trouble.BUSY: Remedy(
        "Pencetak sedang mencetak yang lain. Tunggu sebentar.",
        "Pencetak sedang dipakai. Tunggu, atau batalkan yang macet di panelnya.",
    ),
    Trouble.NOT_ACCEPTING: Remedy(
        "Pencetak sedang tidak menerima cetakan. Petugas sudah diberi tahu.",
        "Pencetak menolak pekerjaan baru. Matikan, lalu nyalakan lagi.",
    ),
    Trouble.NO_PDF: Remedy(
        "Pencetak ini belum bisa dipakai. Petugas sudah diberi tahu.",
        "Pencetak ini tidak mengenal PDF. Pakai pencetak lain.",
    ),
    Trouble.REFUSED: Remedy(
        "Pencetak menolak surat ini. Petugas sudah diberi tahu.",
        "Pencetak menolak berkas ini. Periksa ukuran kertasnya, lalu cetak lagi.",
    ),
    Trouble.ABORTED: Remedy(
        "Pencetakan terhenti. Petugas sudah diberi tahu.",
        "Periksa pencetak, lalu cetak lagi.",
    ),
    Trouble.STOPPED: Remedy(
        "Pencetak berhenti. Petugas sudah diberi tahu.",
        "Lihat pesan di panel pencetak.",
    ),
    Trouble.EXPIRED: Remedy(
        "Pencetakan dihentikan karena terlalu lama. Panggil petugas.",
        "Periksa pencetak, lalu cetak lagi.",
    ),
    Trouble.FORGOTTEN: Remedy(
        "Lihat pencetak. Apakah suratnya sudah keluar?",
        "Pencetak tidak ingat cetakan ini. Lihat, apakah kertasnya keluar?",
    ),
}  # fmt: skip

SENTENCES: Final = {
    JobState.QUEUED: "Surat menunggu giliran dicetak.",
    JobState.SENDING: "Surat dikirim ke pencetak.",
    JobState.PRINTING: "Surat sedang dicetak.",
    JobState.DONE: "Surat sudah keluar. Silakan ambil.",
    JobState.HANDED_OVER: "Surat dikirim ke pencetak. Ambil setelah keluar.",
    JobState.FAILED: "Surat belum tercetak.",
    JobState.CANCELLED: "Pencetakan dibatalkan.",
    JobState.UNSURE: "Belum pasti, apakah suratnya keluar.",
}

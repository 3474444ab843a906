"""Words and signs for letters in templates."""

from datetime import date

from django import template

from balai.letters.definitions import Validity
from balai.letters.enums import SealUsed
from balai.letters.models import Letter
from balai.tenancy.models import Village
from balai.villages.models import Official
from balai.villages.rules import signature_titles

register = template.Library()

KIND_ICONS = {
    "domisili": "domisili",
    "sktm": "bantuan",
    "usaha": "usaha",
    "skck": "perisai",
    "belum-menikah": "nikah",
    "penghasilan": "uang",
    "kehilangan": "hilang",
    "kelahiran": "bayi",
    "kematian": "duka",
    "lahir-mati": "duka",
    "n6": "duka",
    "ahli-waris": "keluarga",
    "permohonan-kk": "keluarga",
    "perubahan-kk": "keluarga",
    "wali": "keluarga",
    "izin-keluarga": "keluarga",
    "permohonan-akta-kelahiran": "bayi",
    "duplikat-akta-kelahiran": "bayi",
    "sptjm-kelahiran": "bayi",
    "n1": "nikah",
    "n2": "nikah",
    "n4": "nikah",
    "n5": "nikah",
    "nikah-non-muslim": "nikah",
    "pergi-kawin": "nikah",
    "wali-nikah": "nikah",
    "wali-hakim": "nikah",
    "suami-istri": "nikah",
    "penghasilan-orang-tua": "uang",
    "penghasilan-ayah": "uang",
    "penghasilan-ibu": "uang",
    "jual-beli": "uang",
    "jual-beli-tanah": "lokasi",
    "kepemilikan-tanah": "lokasi",
    "sporadik": "lokasi",
    "pindah": "pindah",
    "bepergian": "pindah",
    "domisili-usaha": "usaha",
    "domisili-lembaga": "domisili",
    "jaminan-kesehatan": "bantuan",
    "ktp-dalam-proses": "kartu",
    "beda-identitas": "kartu",
    "beda-identitas-kis": "kartu",
    "penduduk": "orang",
    "biodata": "orang",
    "izin-keramaian": "suara",
}


@register.filter
def kind_icon(slug: str) -> str:
    """The icon of a kind; a sheet of paper for those without their own."""
    return KIND_ICONS.get(slug, "surat")


@register.filter
def expired_on(letter: Letter, today: date) -> bool:
    return letter.is_expired(today)


@register.filter
def seal_words(seal: str, village: Village) -> str:
    """Which of the two seals a letter bears, in the words of the village: 'Segel negeri, bukan …'."""
    if seal == SealUsed.VILLAGE:
        return f"Segel {village.words.village}, bukan tanda tangan tersertifikasi"
    return SealUsed(seal).label


@register.filter
def titles_of(official: Official, village: Village) -> tuple[str, ...]:
    """The lines above the signature of an official: 'a.n. KEPALA DESA SUKAMAJU', 'Sekretaris Desa'."""
    return signature_titles(official, village.words)


@register.filter
def validity_words(validity: Validity) -> str:
    """'3 bulan', '14 hari', '1 bulan 14 hari', 'tanpa batas'."""
    parts = [f"{validity.months} bulan"] * bool(validity.months) + [f"{validity.days} hari"] * bool(
        validity.days
    )
    return " ".join(parts) or "tanpa batas"

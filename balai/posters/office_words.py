"""What papers of the office say: where everything is found, when it is open, what it promises."""

from datetime import date
from typing import Any, Final

from balai.core.calendar import DAYS, long_date
from balai.core.templatetags.look import icon_bodies
from balai.posters.village_facts import VillageFacts
from balai.publications.page_facts import PROMISE

CHARTER_LAW: Final = "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik, pasal 22"

OFFERS: Final = (
    ("surat", "Layanan", "Syarat, biaya, waktu, dan caranya"),
    ("berita", "Kabar", "Pengumuman dan kegiatan"),
    ("pesan", "Kontak", "WhatsApp, telepon, dan jam buka"),
)


def sticker(title: str) -> dict[str, str]:
    return {"title": title, "hint": "Pindai untuk syarat, biaya, dan caranya"}


def office_words(facts: VillageFacts, on: date) -> dict[str, Any]:
    """The texts of all papers of the office on that day."""
    name = facts.village.words.full_name
    return {
        "headline": "Mau urus surat?\nPindai dulu.",
        "sentence": "Syaratnya jelas, biayanya tertulis. Tidak perlu bolak-balik.",
        "offers": [
            {"icon": icon_bodies()[icon], "name": title, "note": note} for icon, title, note in OFFERS
        ],
        "sticker": sticker(f"Layanan {name}"),
        "phones": next((each["lines"] for each in facts.contact if each["icon"] == "telepon"), []),
        "hours": _hours(facts),
        "charter": _charter(facts, on),
    }


def _hours(facts: VillageFacts) -> dict[str, Any]:
    return {
        "week": _lines(facts.week),
        "closed": _closed(facts),
        "periods": [{"days": each.days, "week": _lines(each.week)} for each in facts.periods],
    }


def _lines(week: Any) -> list[dict[str, Any]]:
    return [{"days": line.days, "hours": line.hours.split(", ")} for line in week]


def _closed(facts: VillageFacts) -> str:
    """'Sabtu, Minggu, dan hari libur nasional: tutup.'"""
    free = [day for weekday, day in enumerate(DAYS) if weekday not in facts.weekdays]
    named = [*free, "hari libur nasional"] if 0 < len(free) < len(DAYS) else ["hari libur nasional"]
    joined = f"{', '.join(named[:-1])}, dan {named[-1]}" if len(named) > 2 else " dan ".join(named)
    return f"{joined[:1].upper()}{joined[1:]}: tutup."


def _charter(facts: VillageFacts, on: date) -> dict[str, Any]:
    *titles, name = facts.signer_lines
    words = facts.village.words
    return {
        "opening": f"Dengan ini kami, penyelenggara pelayanan {words.full_name}, menyatakan:",
        "promises": list(PROMISE),
        "place_date": f"{facts.charter_place}, {facts.charter.get('day') or long_date(on)}",
        "titles": titles,
        "name": name,
        "law": CHARTER_LAW,
    }

"""A small standard to test with."""

from typing import Any

from balai.accounts.actors import Actor
from balai.services.enums import Origin
from balai.services.models import Service
from balai.services.operations import bring_standards

BIRTH: dict[str, Any] = {
    "slug": "akta-kelahiran",
    "name": "Akta kelahiran",
    "summary": "Bukti resmi kelahiran anak.",
    "category": "Kependudukan",
    "nature": "civil_document",
    "issuer": "Disdukcapil",
    "legal_basis": ["UU 23/2006 jo. UU 24/2013"],
    "output": ["Kutipan akta kelahiran"],
    "channels": ["counter", "online"],
    "drops_introduction": "Perpres 96/2018",
    "fee": {"free": True, "law": "UU 24/2013 pasal 79A"},
    "time": {"amount": 1, "longest": 3, "unit": "working_days", "from": "berkas lengkap", "law": "Permendagri 19/2018"},
    "questions": [
        {
            "name": "tempat",
            "label": "Di mana bayi lahir?",
            "options": [{"value": "faskes", "label": "Tempat kesehatan"}, {"value": "rumah", "label": "Di rumah"}],
        },
        {
            "name": "saksi",
            "label": "Siapa yang menolong?",
            "when": {"tempat": ["rumah"]},
            "options": [{"value": "bidan", "label": "Bidan"}, {"value": "keluarga", "label": "Keluarga"}],
        },
    ],
    "cases": [{"slug": "di-rumah", "title": "Lahir di rumah", "answers": {"tempat": "rumah", "saksi": "keluarga"}}],
    "requirements": [
        {"name": "KK", "law": "Perpres 96/2018", "proofs": ["KK asli"]},
        {
            "name": "Surat lahir",
            "law": "Perpres 96/2018",
            "proofs": ["Surat dari bidan"],
            "when": {"tempat": ["faskes"]},
        },
        {
            "name": "SPTJM kelahiran",
            "law": "Permendagri 109/2019",
            "proofs": ["F-2.03 dengan dua saksi"],
            "when": {"saksi": ["keluarga"]},
        },
    ],
    "steps": {"counter": [{"title": "Datang"}], "online": [{"title": "Kirim"}]},
}  # fmt: skip


def bring(slug: str, name: str, *requirements: str) -> Service:
    """A service of the village in scope that asks for these."""
    required = [{"name": each, "law": "Peraturan desa", "proofs": ["Asli"]} for each in requirements]
    return bring_table(
        {**BIRTH, "slug": slug, "name": name, "questions": [], "cases": [], "requirements": required}
    )


def bring_table(table: dict[str, Any]) -> Service:
    """The service of the village in scope that follows this national standard."""
    return bring_standards(tables=[table], origin=Origin.BALAI, by=Actor.system("uji"))[table["slug"]]

"""What a new kind begins with: as little as can be printed, or all that another kind says."""

from copy import deepcopy

from balai.letters.editor.places import Content

NOT_YET = "jenis-baru"
"""The slug of a kind that has none yet; it gets one from its title when it is published."""


def empty_kind() -> Content:
    """A letter with an opening, who it is about, a closing and the official's signature."""
    return deepcopy(_EMPTY)


def copy_of(content: Content) -> Content:
    """Another kind with the same content. It fulfils no service yet, and has its own abbreviation to choose."""
    copied = deepcopy(content)
    for key in ("revision", "service"):
        copied.pop(key, None)
    title, code = str(copied.get("title", "")), str(copied.get("short_code", ""))
    return {**copied, "slug": NOT_YET, "title": f"Salinan {title}"[:120], "short_code": f"{code}-2"[:12]}


_EMPTY: Content = {
    "slug": NOT_YET,
    "title": "",
    "short_code": "",
    "category": "Umum",
    "summary": "",
    "classification": "100.2.2.5",
    "legal_basis": [],
    "validity": {"months": 3},
    "paper": "a4",
    "holder": "resident.full_name",
    "subject": "",
    "parties": [{"name": "resident", "label": "Warga", "source": "register"}],
    "fields": [{"name": "purpose", "label": "Keperluan", "type": "text"}],
    "body": [
        {
            "block": "paragraph",
            "text": [
                {
                    "text": "Yang bertanda tangan di bawah ini, {signer.office}, {village.district}, "
                    "{village.regency}, menerangkan bahwa:"
                }
            ],
        },
        {
            "block": "identity",
            "rows": [
                {"label": "Nama lengkap", "text": "{resident.full_name|bold}"},
                {"label": "NIK", "text": "{resident.nik}", "optional": True},
                {"label": "Tempat, tanggal lahir", "text": "{resident.birth}"},
                {"label": "Jenis kelamin", "text": "{resident.sex}"},
                {"label": "Pekerjaan", "text": "{resident.occupation}", "optional": True},
                {"label": "Alamat", "text": "{resident.address}"},
            ],
        },
        {"block": "paragraph", "text": [{"text": "adalah benar penduduk {village.full_name}."}]},
        {
            "block": "paragraph",
            "text": [
                {"text": "Surat ini dibuat untuk keperluan {answers.purpose|inline|bold}. "},
                {"text": "Demikian surat keterangan ini dibuat agar dapat digunakan sebagaimana mestinya."},
            ],
        },
        {"block": "signature", "signers": [{"who": "village"}]},
    ],
}

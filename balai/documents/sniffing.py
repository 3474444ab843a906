"""What a file is, by its own bytes. Its name and what the browser says of it are never believed."""

import re
from typing import Final

EICAR: Final = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
"""What every virus scanner must find; standing anywhere in a file, it marks it."""
_START: Final = 1024
_PROGRAMS: Final = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"dex\n", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"L\0\0\0\x01\x14\x02\0")  # fmt: skip
_ARCHIVES: Final = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
_OTHER_PICTURES: Final = (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\x01\0", b"8BPS", b"\xff\x0a", b"\0\0\0\x0cJXL ", b"\0\0\0\x0cjP  ")  # fmt: skip
_HEIC_BRANDS: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
_RECORDINGS: Final = (b"ID3", b"OggS", b"\x1aE\xdf\xa3", b"#!AMR", b"\xff\xfb", b"fLaC")
_MARKUP: Final = re.compile(rb"<(?:!doctype|\?xml|html|svg|script|head|body|iframe|\?php|%)", re.IGNORECASE)


def kind_of(content: bytes) -> str:
    """'jpeg', 'png', 'webp' or 'pdf'; for everything else the name of its refusal."""
    if not content:
        return "empty"
    if EICAR in content:
        return "virus"
    return _picture_or_pdf(content) or _refusal(content)


def _picture_or_pdf(content: bytes) -> str:
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    # Readers look for the mark within the first 1,024 bytes; what stands before it makes a file two things at once.
    return "pdf" if content.startswith(b"%PDF-") else ""


def _refusal(content: bytes) -> str:
    start = content[:_START]
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"PK"):
        return _packed(content)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return "office"
    if start[4:8] == b"ftyp":
        return "heic" if start[8:12] in _HEIC_BRANDS else "recording"
    for beginnings, why in (
        (_RECORDINGS, "recording"),
        (_PROGRAMS, "program"),
        (_ARCHIVES, "archive"),
        (_OTHER_PICTURES, "other_picture"),
    ):
        if start.startswith(beginnings):
            return why
    if _MARKUP.match(text):
        return "svg" if b"<svg" in content[: 8 * _START].lower() else "web_page"
    return "damaged_pdf" if b"%PDF-" in start else "unknown"


def _packed(content: bytes) -> str:
    """Names of the files in a ZIP stand in it as they are."""
    if b"AndroidManifest.xml" in content or b"META-INF/MANIFEST.MF" in content:
        return "program"
    if b"word/" in content:
        return "word"
    if b"xl/" in content:
        return "workbook"
    if b"ppt/" in content or b"opendocument" in content:
        return "office"
    return "archive"

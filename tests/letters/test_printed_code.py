"""The code on paper: large enough, coarse enough, and read from what a cheap office scanner makes of it."""

import uuid
from datetime import date

import pytest
import zxingcpp
from cryptography.hazmat.primitives.asymmetric import ec

from balai.core import files
from balai.core.signed_facts import sign_facts
from balai.letters.enums import NumberingScope, SealUsed, Verdict
from balai.letters.facts import LetterFacts, shown_name
from balai.letters.models import KindVersion, Letter
from balai.letters.operations import set_numbering
from balai.letters.verification import check_facts
from balai.tenancy.models import Village
from balai.villages.models import Official
from tests.letters.codes import badly_scanned, page_of, read_code, side_of_code
from tests.letters.factories import BY, NOW, issue, make_resident, make_wish

pytestmark = pytest.mark.django_db

LONG_NAME = "Raden Ajeng Siti Nurhalimah Kusumaningtyas Wirawan Prawirodirjo"
LONG_SIGNER = "DR. H. R. BAMBANG SOELISTYO HADININGRAT KARTANEGARA, S.SOS., M.SI., M.P.A., CRMP"
LONG_ADDRESS = "https://balai.kabupaten-panjang.example/" + "s" * 16 + "/v/#"
FINEST = 17
"""The highest version that a scan of 150 dpi still shows at 30 mm: two dots a module."""


def version_of_code(text: str) -> int:
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return (len(memoryview(code.to_image(scale=1, add_quiet_zones=False))) - 17) // 4


def longest_facts(title: str) -> LetterFacts:
    return LetterFacts(
        verify_id=uuid.UUID(bytes=b"\xff" * 16),
        village="99.01.01.2001",
        title=title,
        number="N" * 100,
        issued_on=date(2099, 12, 31),
        valid_until=date(2100, 12, 31),
        name=shown_name(LONG_NAME * 3),
        signer=LONG_SIGNER,
        seal=SealUsed.CERTIFIED,
        printed_hash=b"\xff" * 32,
    )


def test_no_kind_has_a_code_too_fine_for_paper(ready: Village) -> None:
    key = ec.derive_private_key(7**40, ec.SECP256R1())
    titles = [version.definition.title for version in KindVersion.objects.current()]

    versions = {
        title: version_of_code(
            LONG_ADDRESS + sign_facts(longest_facts(title).as_map(), key=key, key_id=b"8 bytes.")
        )
        for title in [*titles, "Surat Keterangan " * 7]
    }

    assert len(titles) >= 10
    assert {title: version for title, version in versions.items() if version > FINEST} == {}


@pytest.fixture
def longest(ready: Village) -> Letter:
    """A letter on which everything is as long as it can be."""
    Official.objects.update(name=LONG_SIGNER)
    pattern = (
        "{kode_klasifikasi}/{nomor_urut:3}/SEKRETARIAT-DAERAH-KABUPATEN/{kode_desa}/{bulan_romawi}/{tahun}"
    )
    set_numbering(pattern=pattern, scope=NumberingScope.REGISTER, village_code="SUKAMAJU", by=BY)
    return issue(make_wish("penghasilan", make_resident(full_name=LONG_NAME)))


@pytest.mark.parametrize("degrees", [-2.0, -0.6, 0.0, 1.1, 2.4])
def test_a_crooked_noisy_scan_of_the_longest_letter_is_read(longest: Letter, degrees: float) -> None:
    page = badly_scanned(files.read(longest.pdf_sha256), degrees=degrees)

    text = read_code(page)

    assert check_facts(text, at=NOW).verdict is Verdict.GENUINE


def test_the_code_is_at_least_30_mm_wide(longest: Letter) -> None:
    pages = [page_of(files.read(letter.pdf_sha256)) for letter in (longest, issue(make_wish("skck")))]

    assert min(map(side_of_code, pages)) >= 30


def test_texts_that_were_cut_end_in_dots(ready: Village) -> None:
    facts = longest_facts("Surat Keterangan " * 7).as_map()

    shown = [str(facts[name]) for name in (3, 4, 7, 8)]

    assert [len(text.encode()) <= most for text, most in zip(shown, (80, 64, 44, 56), strict=True)] == [
        True
    ] * 4
    assert [text[-1] for text in shown] == ["…"] * 4

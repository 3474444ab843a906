from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import cbor2
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import given
from hypothesis import strategies as st

from balai.core.signed_facts import (
    Fact,
    FactName,
    FactsForged,
    NoFacts,
    UnknownKey,
    canonical_hash,
    claimed_facts,
    key_id_of,
    public_key_of,
    public_point,
    read_facts,
    read_message,
    sign_facts,
    sign_message,
)
from tests.core.seals import AT, VILLAGE, make_authority

KEY = ec.derive_private_key(7**40, ec.SECP256R1())
KEY_ID = b"desa-001"
KEYS = {KEY_ID: KEY.public_key()}
LETTER: dict[FactName, Fact] = {
    1: "99.01.01.2001",
    2: "domisili",
    3: "400.12.2.1/0147/SKJ/XI/2026",
    4: date(2026, 11, 20),
    5: date(2027, 2, 20),
    6: "Kepala Desa Sukamaju",
    7: "Siti A. L.",
    8: bytes(range(32)),
}


def signed(facts: dict[FactName, Fact] = LETTER) -> str:
    return sign_facts(facts, key=KEY, key_id=KEY_ID)


def bytes_of(text: str) -> bytes:
    number = int(text)
    return number.to_bytes((number.bit_length() + 7) // 8)


def text_of(content: bytes) -> str:
    return str(int.from_bytes(content))


def test_signed_facts_read_back() -> None:
    assert read_facts(signed(), keys=KEYS) == LETTER


NAMES: st.SearchStrategy[FactName] = st.one_of(st.text(max_size=8), st.integers(0, 99))
FACTS: st.SearchStrategy[Fact] = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=30),
    st.integers(-(2**63), 2**63),
    st.binary(max_size=32),
    st.dates(),
)


@given(st.dictionaries(NAMES, FACTS, max_size=8))
def test_any_facts_read_back(facts: dict[FactName, Fact]) -> None:
    assert read_facts(signed(facts), keys=KEYS) == facts


def test_the_facts_of_a_letter_fit_a_printed_qr_code() -> None:
    text = signed()

    assert len(text) <= 540
    assert set(text) <= set("0123456789")


def test_a_browser_can_check_the_signature_with_the_parts_alone() -> None:
    """What the page does: CBOR array, Sig_structure by hand, raw r and s, SHA-256, P-256."""
    message = cbor2.loads(bytes_of(signed()))

    protected, unprotected, payload, signature = message.value
    by_hand = (
        b"\x84\x6aSignature1" + b"\x4d" + protected + b"\x40" + b"\x58" + bytes([len(payload)]) + payload
    )
    assert bytes_of(signed())[0] == 0xD2  # tag 18
    assert (len(protected), unprotected, len(signature)) == (13, {}, 64)
    assert cbor2.loads(protected) == {1: -7, 4: KEY_ID}
    der = encode_dss_signature(int.from_bytes(signature[:32]), int.from_bytes(signature[32:]))
    KEY.public_key().verify(der, by_hand, ec.ECDSA(hashes.SHA256()))


def test_the_published_key_is_what_signs(tmp_path: Path) -> None:
    authority = make_authority(tmp_path)
    seal = authority.issue_seal_certificate(code=VILLAGE, name="Desa Sukamaju", at=AT)
    text = sign_facts(LETTER, key=authority.store.load(seal.key_name), key_id=key_id_of(seal.certificate))

    point = public_point(public_key_of(seal.certificate))

    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    assert (len(point), point[0]) == (65, 4)
    assert read_facts(text, keys={key_id_of(seal.certificate): key}) == LETTER


def test_a_message_of_bytes_holds_lists_and_maps() -> None:
    content = {1: 1795226400, 2: [{"kode": "99.01.01.2001"}]}

    message = sign_message(content, key=KEY, key_id=KEY_ID)

    assert read_message(message, keys=KEYS) == content


def test_what_a_code_claims_is_read_without_believing_it() -> None:
    other = bytearray(bytes_of(signed()))
    other[-1] ^= 1

    assert claimed_facts(text_of(bytes(other))) == LETTER
    with pytest.raises(FactsForged) as refusal:
        read_facts(text_of(bytes(other)), keys=KEYS)
    assert not isinstance(refusal.value, NoFacts)


@given(st.integers(0, len(bytes_of(signed())) - 1), st.integers(1, 255))
def test_no_byte_can_be_changed(place: int, difference: int) -> None:
    content = bytearray(bytes_of(signed()))
    content[place] ^= difference

    with pytest.raises((FactsForged, UnknownKey)):
        read_facts(text_of(bytes(content)), keys=KEYS)


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200).map(text_of)))
def test_no_text_breaks_the_reading(text: str) -> None:
    with pytest.raises((FactsForged, UnknownKey)):
        read_facts(text, keys=KEYS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        signed()[:-1],
        signed() + "1",
        "0" + signed(),
        signed() + "A",
        "+" + signed(),
        " " + signed(),
        "A" * 5000,
        "9" * 5000,
        "٣" * 50,
        text_of(b"\x81" * 1700),
        text_of(cbor2.dumps(cbor2.CBORTag(18, [b"", {}, b"", bytes(64)]))),
        text_of(cbor2.dumps(cbor2.CBORTag(18, [b"\xff", {}, b"", bytes(64)]))),
        text_of(cbor2.dumps(cbor2.CBORTag(18, [cbor2.dumps({1: -8, 4: KEY_ID}), {}, b"", bytes(64)]))),
        text_of(cbor2.dumps(cbor2.CBORTag(18, [cbor2.dumps({1: -7, 4: KEY_ID}), {}, b"\xa0", bytes(64)]))),
    ],
)
def test_what_nobody_signed_is_forged(text: str) -> None:
    with pytest.raises(FactsForged, match="tidak asli atau rusak"):
        read_facts(text, keys=KEYS)


def test_an_unknown_key_is_not_called_a_forgery() -> None:
    with pytest.raises(UnknownKey) as refusal:
        read_facts(signed(), keys={})

    assert refusal.value.key_id == KEY_ID


def test_another_key_under_the_same_name_is_a_forgery() -> None:
    forger = ec.generate_private_key(ec.SECP256R1())

    with pytest.raises(FactsForged):
        read_facts(sign_facts(LETTER, key=forger, key_id=KEY_ID), keys=KEYS)


def test_equal_content_has_one_hash_whatever_its_order() -> None:
    first = {"nama": "Siti", "anggota": [{"nik": "9901014507929003", "lahir": date(1992, 7, 5)}], "n": 1}
    other = {"n": 1, "anggota": [{"lahir": date(1992, 7, 5), "nik": "9901014507929003"}], "nama": "Siti"}

    assert canonical_hash(first) == canonical_hash(other)
    assert len(canonical_hash(first)) == 32


def test_the_hash_is_of_canonical_cbor_so_that_others_can_compute_it() -> None:
    assert canonical_hash({"b": 1, "a": "é"}).hex() == (
        # SHA-256 of A2 61 61 62 C3 A9 61 62 01
        "070e3a690d020a43ecfd14978f5f648a0c259daf8da562972f41f13b38a8243f"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": "1"}, {"a": 1}),
        ({"a": None}, {}),
        ({"a": ""}, {"a": None}),
        (["a", "b"], ["b", "a"]),
        ({"a": b"x"}, {"a": "x"}),
        ({"a": date(2026, 1, 1)}, {"a": "2026-01-01"}),
    ],
)
def test_different_content_has_different_hashes(one: object, other: object) -> None:
    assert canonical_hash(one) != canonical_hash(other)


def test_one_moment_has_one_hash_in_every_time_zone() -> None:
    moment = datetime(2026, 11, 20, 2, 41, 58, tzinfo=UTC)

    assert canonical_hash(moment) == canonical_hash(moment.astimezone(timezone(timedelta(hours=9))))


def test_decimals_and_identifiers_can_be_hashed() -> None:
    identifier = UUID("01930000-0000-7000-8000-000000000001")

    assert canonical_hash([Decimal("1.10"), identifier]) == canonical_hash(["1.10", str(identifier)])


@pytest.mark.parametrize("content", [1.5, {"a": {1, 2}}, object(), datetime(2026, 1, 1)])
def test_what_has_no_single_form_is_refused(content: object) -> None:
    with pytest.raises(TypeError, match="cannot be signed"):
        canonical_hash(content)

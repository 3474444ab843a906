"""The page that checks letters, what it keeps, and what nobody learns from it by guessing."""

import json
import re
import uuid
from hashlib import sha256
from typing import Any

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache

from balai.core.signed_facts import key_id_of, public_key_of, read_message
from balai.letters.models import Letter
from balai.letters.operations import replace_letter, revoke_letter
from balai.letters.published import NAME_BYTES, publish, published_name
from balai.letters.verification import code_hash
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages import keys
from tests.factories import HallClient
from tests.letters.factories import BY, NOW, issue, make_ready, make_wish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hall")]


@pytest.fixture
def sukamaju(hall: None, village: Village) -> Village:
    cache.clear()
    with acting_for(village):
        make_ready()
    return village


def html(response: Any) -> str:
    return str(response.content.decode())


def asked(visitor: HallClient, question: object) -> Any:
    return visitor.post("/v/keadaan/", json.dumps(question), content_type="application/json")


def question_about(letter: Letter, **other: str) -> dict[str, str]:
    return {"village": "99.01.01.2001", "id": letter.verify_id.hex, "code": code_hash(letter.facts), **other}


def root_keys() -> dict[bytes, ec.EllipticCurvePublicKey]:
    root = keys.authority().root
    return {key_id_of(root): public_key_of(root)}


def names(together: bytes) -> list[bytes]:
    return [together[at : at + NAME_BYTES] for at in range(0, len(together), NAME_BYTES)]


def test_the_page_answers_to_a_pasted_link(sukamaju: Village, visitor: HallClient) -> None:
    with acting_for(sukamaju):
        letter = issue()

    page = html(visitor.post("/v/", {"code": f"https://balai.nusaraya.example/sukamaju/v/#{letter.facts}"}))

    assert "Surat ini asli" in page
    assert letter.number in page
    assert "Siti A. L." in page
    assert letter.resident.nik not in page
    assert letter.resident.full_name not in page


def test_the_regency_has_the_same_page_for_all_its_villages(
    sukamaju: Village, other_village: Village, client: Any
) -> None:
    with acting_for(other_village):
        make_ready()
        letter = issue()

    page = html(client.post("/v/", {"code": letter.facts}))

    assert "Surat ini asli" in page
    assert "Pemerintah Desa Air Jernih" in page


def test_the_regency_knows_a_file_by_what_it_says_of_its_village(
    sukamaju: Village, client: Any, tmp_path: Any
) -> None:
    from balai.core import files

    with acting_for(sukamaju):
        letter = issue()
    path = tmp_path / "surat.pdf"
    path.write_bytes(files.read(letter.pdf_sha256))

    with path.open("rb") as file:
        page = html(client.post("/v/", {"file": file}))

    assert "Surat ini asli" in page


def test_an_empty_form_says_what_is_missing(sukamaju: Village, visitor: HallClient) -> None:
    answer = visitor.post("/v/", {})

    assert answer.status_code == 422
    assert "Pilih berkas PDF, atau tempel tautan dari kode QR." in html(answer)


def test_the_state_of_a_letter_is_told_to_who_has_its_code(sukamaju: Village, visitor: HallClient) -> None:
    with acting_for(sukamaju):
        letter = issue()
        revoke_letter(letter=letter, reason="Data palsu", by=BY, at=NOW)

    answer = asked(visitor, question_about(letter))

    assert answer.json()["verdict"] == "dicabut"
    assert "Data palsu" not in html(answer)


def test_a_code_that_was_never_printed_is_altered_even_with_a_known_id(
    sukamaju: Village, visitor: HallClient
) -> None:
    with acting_for(sukamaju):
        letter = issue()

    answer = asked(visitor, question_about(letter, code=code_hash("9" * 600)))

    assert answer.json()["verdict"] == "berubah"


def test_nothing_about_a_letter_can_be_found_by_guessing(
    sukamaju: Village, other_village: Village, visitor: HallClient, client: Any
) -> None:
    """Unknown, malformed, of another village: one answer, byte for byte, here and at the regency."""
    with acting_for(sukamaju):
        letter = issue()
    guesses: list[object] = [
        question_about(letter, id=uuid.uuid4().hex),
        question_about(letter, id=letter.pk.hex),
        question_about(letter, id="bukan"),
        question_about(letter, village=other_village.code),
        question_about(letter, village="00.00.00.0000"),
        {"id": letter.verify_id.hex},
        [letter.verify_id.hex],
        "",
        {**question_about(letter), "id": "1" * 5000},
    ]

    answers = [asked(visitor, guess) for guess in guesses]
    answers += [
        client.post("/v/keadaan/", json.dumps(guess), content_type="application/json") for guess in guesses
    ]
    answers += [visitor.post("/v/keadaan/", b"\xff\xfe", content_type="application/json")]

    assert {(answer.status_code, answer.content) for answer in answers} == {(200, answers[0].content)}
    assert {tuple(sorted(answer.headers.items())) for answer in answers} == {
        tuple(sorted(answers[0].headers.items()))
    }
    assert answers[0].json()["verdict"] == "tidak dikenal"


def test_the_regency_signs_what_phones_keep(sukamaju: Village, visitor: HallClient) -> None:
    statement, known, withdrawn = (visitor.get(f"/v/{name}") for name in ("pernyataan", "kunci", "dicabut"))

    content = read_message(statement.content, keys=root_keys())

    assert content[2] == sha256(known.content).digest()
    assert content[3] == sha256(withdrawn.content).digest()
    assert content[4] == "Kabupaten Nusa Raya"
    assert statement["Content-Type"] == "application/cose"


def test_the_keys_of_all_villages_are_listed_with_their_times(
    sukamaju: Village, other_village: Village
) -> None:
    listed = {row[0]: row for row in cbor2.loads(publish(at=NOW).keys)}

    code, name, word, hours, seals = listed[sukamaju.code]
    (certificate,) = [seal.certificate for seal in keys.authority().seal_certificates(sukamaju.code)]
    assert (code, name, word, hours) == ("99.01.01.2001", "Desa Sukamaju", "desa", 7)
    assert [(seal[0], len(seal[1]), seal[4]) for seal in seals] == [(key_id_of(certificate), 65, True)]
    assert seals[0][2] < NOW.timestamp() < seals[0][3]
    assert listed[other_village.code][4] == []


def test_a_withdrawn_key_is_marked(sukamaju: Village) -> None:
    authority = keys.authority()
    authority.revoke(authority.seal_certificate(sukamaju.code).certificate, at=NOW)

    listed = {row[0]: row for row in cbor2.loads(publish(at=NOW).keys)}

    assert [seal[4] for seal in listed[sukamaju.code][4]] == [False]


def test_letters_no_longer_in_force_are_listed_by_names_that_only_the_paper_gives(sukamaju: Village) -> None:
    with acting_for(sukamaju):
        kept, revoked, replaced = issue(), issue(), issue()
        revoke_letter(letter=revoked, reason="Data palsu", by=BY, at=NOW)
        replace_letter(letter=replaced, wish=make_wish(), reason="Keliru", request_key="b", by=BY, at=NOW)

    content = publish(at=NOW).withdrawn

    assert cbor2.loads(content) == {
        1: published_name(revoked.verify_id),
        2: published_name(replaced.verify_id),
    }
    assert published_name(kept.verify_id) not in content
    assert revoked.verify_id.bytes not in content


def test_the_list_does_not_keep_letters_that_have_expired_anyway(sukamaju: Village) -> None:
    from datetime import UTC, datetime

    with acting_for(sukamaju):
        letter = issue(make_wish("domisili"))  # valid until 20 February 2027
        revoke_letter(letter=letter, reason="Data palsu", by=BY, at=NOW)

    listed = [
        names(cbor2.loads(publish(at=datetime(2027, 2, day, tzinfo=UTC)).withdrawn)[1]) for day in (26, 28)
    ]

    assert listed == [[published_name(letter.verify_id)], []]


def test_one_in_a_hundred_of_50000_letters_makes_a_list_of_4_kb() -> None:
    from balai.letters.published import _in_order

    assert len(cbor2.dumps({1: _in_order([uuid.uuid4() for _ in range(500)]), 2: b""})) <= 4096


def test_a_list_that_has_not_changed_is_not_sent_again(sukamaju: Village, visitor: HallClient) -> None:
    first = visitor.get("/v/dicabut")

    second = visitor.get("/v/dicabut", headers={"If-None-Match": first["ETag"]})

    assert (second.status_code, second.content) == (304, b"")


def test_only_the_page_that_scans_may_use_the_camera(
    sukamaju: Village, visitor: HallClient, client: Any
) -> None:
    policies = {
        path: visitor.get(path)["Permissions-Policy"] for path in ("/v/", "/v/salinan/", "/", "/masuk/")
    }

    assert policies == {
        "/v/": "camera=(self), microphone=(), geolocation=()",
        "/v/salinan/": "camera=(self), microphone=(), geolocation=()",
        "/": "camera=(), microphone=(), geolocation=()",
        "/masuk/": "camera=(), microphone=(), geolocation=()",
    }
    assert client.get("/v/")["Permissions-Policy"].startswith("camera=(self)")


def test_the_copy_that_phones_keep_is_the_same_whoever_asks(
    sukamaju: Village, desk: HallClient, visitor: HallClient
) -> None:
    officers, strangers = desk.get("/v/salinan/"), visitor.get("/v/salinan/")

    assert officers.content == strangers.content
    assert not strangers.cookies
    assert "csrfmiddlewaretoken" not in html(officers)
    assert 'data-root="B' in html(officers)


def plan_in(script: str) -> dict[str, Any]:
    found = re.search(r"const PLAN = (\{.*\});", script)
    assert found
    plan: dict[str, Any] = json.loads(found[1])
    return plan


def test_the_service_worker_keeps_every_file_of_the_page(sukamaju: Village, visitor: HallClient) -> None:
    plan = plan_in(html(visitor.get("/v/pekerja.js")))
    page = html(visitor.get("/v/"))

    needed = re.findall(
        r'<(?:script|link)\b[^>]*?(?:src|href)="([^"]+(?:\.js|\.css|\.css\?[^"]*|\.svg))"', page
    )
    assert needed
    assert set(needed) <= set(plan["files"])
    assert any("decode.min" in file for file in plan["files"])
    assert (plan["page"], plan["copy"]) == ("/sukamaju/v/", "/sukamaju/v/salinan/")


def test_a_phone_keeps_the_page_of_a_village_of_two_languages(sukamaju: Village, visitor: HallClient) -> None:
    Village.objects.filter(pk=sukamaju.pk).update(languages=["jv"])

    kept = html(visitor.get("/v/salinan/"))

    assert visitor.get("/v/pekerja.js").status_code == 200
    assert '"/sukamaju/jv/"' in kept
    assert "/v/salinan/" not in kept


def test_the_service_worker_gets_a_new_version_when_the_page_changes(
    sukamaju: Village, visitor: HallClient
) -> None:
    before = visitor.get("/v/pekerja.js")
    again = visitor.get("/v/pekerja.js")
    Village.objects.filter(pk=sukamaju.pk).update(name="Sukamakmur")
    after = visitor.get("/v/pekerja.js")

    assert plan_in(html(before)) == plan_in(html(again))
    assert plan_in(html(before))["version"] != plan_in(html(after))["version"]


def test_the_page_can_be_installed(sukamaju: Village, visitor: HallClient, client: Any) -> None:
    described = visitor.get("/v/periksa.webmanifest").json()
    at_the_regency = client.get("/v/periksa.webmanifest").json()

    assert (described["scope"], described["start_url"]) == ("/sukamaju/v/", "/sukamaju/v/")
    assert (at_the_regency["name"], at_the_regency["scope"]) == ("Periksa surat Kabupaten Nusa Raya", "/v/")
    assert {icon["sizes"] for icon in described["icons"]} == {"192x192", "512x512"}

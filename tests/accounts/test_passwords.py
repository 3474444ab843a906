"""Passwords that are handed out and passwords that are chosen."""

import re

import pytest
from django.core.exceptions import ValidationError

from balai.accounts.models import Officer
from balai.accounts.passwords import UnguessablePassword, make_first_password


def test_a_first_password_can_be_read_aloud_and_never_repeats() -> None:
    made = {make_first_password() for _ in range(200)}

    assert len(made) == 200
    assert all(re.fullmatch(r"([a-hjkmnp-z2-9]{4}-){2}[a-hjkmnp-z2-9]{4}", each) for each in made)


@pytest.mark.parametrize(
    ("password", "advice"),
    [
        ("pendek", "Kata sandi ini terlalu pendek. Pakai paling sedikit 10 huruf."),
        ("bismillah1", "Kata sandi ini mudah ditebak. Kata ini sering dipakai orang."),
        ("ratna.puspita", "Kata sandi ini mudah ditebak. Kata sandi ini memuat nama Anda."),
        ("RatnaPuspita1990", "Kata sandi ini mudah ditebak. Kata sandi ini memuat nama Anda."),
        ("aaaaaaaaaaaa", "Kata sandi ini mudah ditebak. Huruf atau kata yang diulang mudah ditebak."),
        ("qwertyuiop", "Kata sandi ini mudah ditebak. Kata ini sering dipakai orang."),
        ("17081945xy", "Kata sandi ini mudah ditebak. Tanggal mudah ditebak."),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password: str, advice: str) -> None:
    officer = Officer(username="ratna.p", full_name="Ratna Puspita")

    with pytest.raises(ValidationError) as refused:
        UnguessablePassword().validate(password, officer)

    assert refused.value.messages[0].startswith(advice)


@pytest.mark.parametrize("password", ["kopi-pagi-di-balai-7", "x" * 3 + "sawah gelas kereta lampu" * 8])
def test_a_few_unrelated_words_are_good_however_long(password: str) -> None:
    UnguessablePassword().validate(password, None)

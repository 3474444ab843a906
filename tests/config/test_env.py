"""What the environment may say."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from config.env import MailServer, Misconfigured, read_environment
from tests.core.seals import make_authority


def test_an_empty_environment_means_one_village_on_this_machine() -> None:
    environment = read_environment({})

    assert (environment.port, environment.live_port, environment.bind) == (8000, 8001, "127.0.0.1")
    assert environment.data_dir.name == ".data"


def test_two_halls_stand_side_by_side() -> None:
    environment = read_environment({"PORT": "9000", "BALAI_DATA_DIR": "/srv/balai"})

    assert (environment.port, environment.live_port, environment.data_dir) == (9000, 9001, Path("/srv/balai"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "web"),
        ("BALAI_TLS", "yes"),
        ("BALAI_PUBLIC_URL", "sukamaju.desa.id"),
        ("BALAI_WEB_WORKERS", "-1"),
        ("BALAI_MAIL", "mail.sukamaju.desa.id"),
        ("BALAI_CERTIFIED_ROOTS", "/nowhere/roots.pem"),
        ("BALAI_CERTIFIED_ROOTS", __file__),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(Misconfigured, match=name):
        read_environment({name: value})


def test_the_mail_server_is_one_address_and_its_password_is_told_to_nobody() -> None:
    said = {"BALAI_MAIL": "smtp+tls://balai:k%40ta@mail.example", "BALAI_MAIL_FROM": "balai@mail.example"}

    server = read_environment(said).mail

    assert server == MailServer("mail.example", 587, "balai", "k@ta", "smtp+tls")
    with pytest.raises(Misconfigured) as refused:
        read_environment({"BALAI_MAIL": "smtp+tls://balai:rahasia@:99999"})
    assert "rahasia" not in str(refused.value)
    with pytest.raises(Misconfigured, match="BALAI_MAIL_FROM"):
        read_environment({"BALAI_MAIL": "smtps://mail.example"})


def test_the_authorities_of_certified_signatures_come_from_a_file(tmp_path: Path) -> None:
    roots = tmp_path / "roots.pem"
    roots.write_bytes(make_authority(tmp_path).root.public_bytes(Encoding.PEM) * 2)

    assert len(read_environment({"BALAI_CERTIFIED_ROOTS": str(roots)}).certified_roots) == 2
    assert read_environment({}).certified_roots == ()


def test_a_proxy_is_believed_only_where_nobody_else_reaches_the_port() -> None:
    assert read_environment({"BALAI_PROXY": "1"}).proxy
    with pytest.raises(Misconfigured, match="BALAI_BIND"):
        read_environment({"BALAI_PROXY": "1", "BALAI_BIND": "0.0.0.0"})  # what must be refused


def test_the_sample_with_its_printed_password_is_never_opened_to_a_network() -> None:
    with pytest.raises(Misconfigured, match="BALAI_DEMO=0"):
        read_environment({"BALAI_DEMO": "1", "BALAI_BIND": "0.0.0.0"})

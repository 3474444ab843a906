"""What the environment may say."""

from pathlib import Path

import pytest

from config.env import Misconfigured, read_environment


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
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(Misconfigured, match=name):
        read_environment({name: value})


def test_a_proxy_is_believed_only_where_nobody_else_reaches_the_port() -> None:
    assert read_environment({"BALAI_PROXY": "1"}).proxy
    with pytest.raises(Misconfigured, match="BALAI_BIND"):
        read_environment({"BALAI_PROXY": "1", "BALAI_BIND": "0.0.0.0"})  # what must be refused


def test_the_sample_with_its_printed_password_is_never_opened_to_a_network() -> None:
    with pytest.raises(Misconfigured, match="BALAI_DEMO=0"):
        read_environment({"BALAI_DEMO": "1", "BALAI_BIND": "0.0.0.0"})

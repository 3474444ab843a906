"""What every test may ask for. The clock, the network and the order are not the test's to assume."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from hypothesis import HealthCheck
from hypothesis import settings as of_properties
from pytest_django import DjangoDbBlocker

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import Officer
from balai.core import ipp
from balai.documents import examining
from balai.letters import examination
from balai.tenancy.models import Village
from balai.tenancy.public_pages import SHELF
from balai.tenancy.scope import acting_for
from tests.databases import TEMPLATE, copy_of_template, migrate_template, once_a_run
from tests.factories import HallClient, make_actor, make_officer, make_village
from tests.reviewer import Undefined
from tests.virtual_printer import VirtualPrinter
from tests.virtual_printer import virtual_printer as printer_that_is_on

of_properties.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
of_properties.load_profile("any machine")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Replaces pytest-django's: the application under test runs as the login role, which can't create databases."""
    with django_db_blocker.unblock():
        once_a_run(TEMPLATE, migrate_template)
        with copy_of_template():
            yield


@pytest.fixture(scope="session", autouse=True)
def folder_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files are named by their content: what a test takes away, a test in another process may just have stored."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "static").symlink_to(settings.STATIC_ROOT)
    settings.BALAI_DATA_DIR = folder


@pytest.fixture(scope="session", autouse=True)
def templates_say_everything_they_print() -> None:
    """A variable that a view forgot fails the test instead of printing nothing."""
    engines["django"].engine.string_if_invalid = Undefined()


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """scrypt is slow on purpose; what it protects is not under test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def patient_examiners(monkeypatch: pytest.MonkeyPatch) -> None:
    """What strangers upload is looked at by the clock too, and a machine full of tests is slower than any office."""
    for module in (examination, examining):
        monkeypatch.setattr(module, "CLOCK_SECONDS", 90)


@pytest.fixture(autouse=True)
def empty_shelf() -> None:
    """Villages of two tests may have the same number."""
    SHELF.clear()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database of the test's own, in which transactions really commit: for threads, processes and races."""
    with django_db_blocker.unblock(), copy_of_template() as name:
        yield name


@pytest.fixture
def village(db: None) -> Village:
    return make_village(slug="sukamaju", name="Sukamaju", code="99.01.01.2001")


@pytest.fixture
def other_village(db: None) -> Village:
    return make_village(slug="air-jernih", name="Air Jernih", code="99.01.01.2002")


@pytest.fixture
def in_village(village: Village) -> Iterator[Village]:
    """The rest of the test acts for `village`."""
    with acting_for(village):
        yield village


@pytest.fixture
def officer(village: Village) -> Officer:
    """An administrator of `village`, who may do everything there."""
    return make_officer(village, Role.ADMINISTRATOR, Role.OPERATOR)


@pytest.fixture
def other_officer(other_village: Village) -> Officer:
    """An administrator of `other_village`, who may do nothing in `village`."""
    return make_officer(other_village, Role.ADMINISTRATOR, Role.OPERATOR)


@pytest.fixture
def actor(officer: Officer) -> Actor:
    return make_actor(officer)


@pytest.fixture
def desk(village: Village, officer: Officer) -> HallClient:
    """A browser at the desk of `village`, signed in as `officer`; paths begin at the village's root: '/meja/'."""
    client = HallClient(village)
    client.force_login(officer)
    return client


@pytest.fixture
def visitor(village: Village) -> HallClient:
    """A browser on the public pages of `village`."""
    return HallClient(village)


@pytest.fixture
def virtual_printer(monkeypatch: pytest.MonkeyPatch) -> Iterator[VirtualPrinter]:
    """A real IPP printer without paper, switched on, with A4 in its tray. On a busy machine it answers late."""
    monkeypatch.setattr(ipp, "ASK_SECONDS", 20.0)
    with printer_that_is_on() as printer:
        yield printer

"""The API against its own description: schemathesis makes requests of it, right and wrong, and compares the answers."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode

from balai.api.access import CALLS_A_MINUTE
from balai.tenancy.models import Village

CASES = settings(
    max_examples=6, phases=[Phase.explicit, Phase.generate], database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@schemathesis.serializer("application/pdf")
def pdf(ctx: Any, value: Any) -> bytes:
    """What stands for the bytes of a file goes out as bytes."""
    return value if isinstance(value, bytes) else str(value).encode(errors="surrogatepass")


@pytest.fixture
def description(office: Village) -> Iterator[Any]:
    """The description as the API gives it. The test's transaction stays open from request to request."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(f"/{office.slug}/api/v1/openapi.json", WSGIHandler())
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_answers_are_as_described(
    mode: GenerationMode, description: Any, secret_of: Callable[..., str]
) -> None:
    headers = {"Accept-Encoding": "identity"}
    tried = 0
    for found in description.get_all_operations():
        operation = found.ok()

        @CASES
        @given(operation.as_strategy(generation_mode=mode))
        def answers_are_as_described(case: Any) -> None:
            nonlocal tried
            if tried % CALLS_A_MINUTE == 0:
                headers["Authorization"] = f"Bearer {secret_of()}"
            tried += 1
            case.call_and_validate(headers=headers)

        answers_are_as_described()
    assert tried > 60

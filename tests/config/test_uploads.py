"""Nobody fills the disk by sending more than anything that is asked for."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from balai.accounts.models import Officer
from balai.applications.issued.batches import MOST_MEGABYTES
from balai.applications.issued.forms import ManyIssuedForm
from balai.documents.rules import MEGABYTE
from config.env import ROOT
from config.uploads import LARGEST_OF_OFFICERS, LARGEST_OF_STRANGERS, BoundedUpload, NamelessUpload
from tests.factories import HallClient


def upload(user: Officer | AnonymousUser, size: int, rf: RequestFactory) -> None:
    request = rf.post("/")
    request.user = user
    BoundedUpload(request).handle_raw_input(None, {}, size, "")


@pytest.mark.parametrize("path", ["/masuk/", "/v/", "/meja/warga/impor/"])
def test_a_stranger_with_a_large_file_is_sent_away_unread(visitor: HallClient, path: str) -> None:
    visitor.handler.enforce_csrf_checks = True
    visitor.get("/masuk/")  # with its cookie a stranger's forms are read
    kind = "multipart/form-data; boundary=batas"

    # Almost nothing follows the headers: reading on would fail.
    answer = visitor.generic("POST", path, b"-", kind, CONTENT_LENGTH=str(LARGEST_OF_STRANGERS + 1))

    assert answer.status_code == 400


def test_an_officer_may_send_a_register(officer: Officer, rf: RequestFactory) -> None:
    upload(officer, LARGEST_OF_OFFICERS, rf)

    with pytest.raises(RequestDataTooBig):
        upload(officer, LARGEST_OF_OFFICERS + 1, rf)
    with pytest.raises(RequestDataTooBig):
        upload(AnonymousUser(), LARGEST_OF_STRANGERS + 1, rf)


def test_a_web_server_in_front_and_the_form_promise_what_balai_takes() -> None:
    (told,) = re.findall(r"client_max_body_size (\d+)m;", (ROOT / "docs" / "operations.md").read_text())

    assert MOST_MEGABYTES * MEGABYTE < LARGEST_OF_OFFICERS < int(told) * MEGABYTE
    assert f"{MOST_MEGABYTES} MB" in ManyIssuedForm.base_fields["documents"].help_text


@pytest.mark.parametrize(
    ("is_officer", "many", "is_taken"), [(False, 100, True), (False, 101, False), (True, 101, True)]
)
def test_a_stranger_sends_fewer_files_than_an_officer(
    visitor: HallClient, officer: Officer, is_officer: bool, many: int, is_taken: bool
) -> None:
    if is_officer:
        visitor.force_login(officer)
    files = [SimpleUploadedFile(f"{number}.pdf", b"1") for number in range(many)]

    answer = visitor.post("/v/", {"file": files})

    assert (answer.status_code != 400) is is_taken


def test_smaller_files_arrive_whole(visitor: HallClient) -> None:
    answer = visitor.post("/v/", {"file": SimpleUploadedFile("surat.pdf", b"bukan PDF" * 400_000)})

    assert answer.status_code in {200, 503}
    assert answer.context["form"].errors == {}


def test_what_is_sent_lies_in_no_file_that_has_a_name(tmp_path: Path, settings: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    handler = NamelessUpload()
    handler.new_file("file", "paket.zip", "application/zip", 7, None)

    handler.receive_data_chunk(b"rahasia", 0)

    assert list(tmp_path.iterdir()) == []
    with handler.file_complete(7) as arrived:
        assert (arrived.size, arrived.read()) == (7, b"rahasia")

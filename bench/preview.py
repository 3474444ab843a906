"""From a key in the editor to the picture of the letter: the whole request that saves and draws, beside Typst alone."""

import re
import time
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

import brotli
from django.core.management import call_command
from django.db import connections
from django.test import Client

from balai.accounts.enums import Role
from balai.accounts.models import Assignment, Officer
from balai.letters.editor.drawing import draw, office_now
from balai.letters.editor.samples import SAMPLES, USUAL
from balai.letters.models import Kind, KindDraft
from balai.letters.operations.drafts import begin_draft
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from bench.bare import bare_svg, recorded_pictures
from bench.figures import compare, interleaved, percentile, show
from bench.letters import BY

ROUNDS = 120
FORM = "application/x-www-form-urlencoded"
HEADERS = {"referer": "https://localhost/"}
KINDS = ("domisili", "sktm", "kelahiran")


def run(data_dir: Path) -> None:
    call_command("load_sample", small=True, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    village = Village.objects.get(slug="sukamaju")
    for slug in KINDS:
        _one_kind(village, slug)


def _one_kind(village: Village, slug: str) -> None:
    with acting_for(village):
        draft = begin_draft(kind=Kind.objects.get(slug=slug), by=BY)
        with recorded_pictures() as sheets:
            draw(draft.content, SAMPLES[USUAL], office_now(village))
    connections.close_all()
    keys = _Keys(village, draft)
    times = interleaved({"key": keys.press, "read": keys.read, "typst": bare_svg(sheets[-1])}, ROUNDS)
    typed, bare = times["key"][5:], times["typst"][5:]
    show(
        f"{slug}: key to picture",
        f"p50 {median(typed) * 1000:.0f} ms, p95 {percentile(typed, 95) * 1000:.0f} ms",
    )
    show(
        f"{slug}: bare Typst to SVG",
        f"p50 {median(bare) * 1000:.0f} ms, p95 {percentile(bare, 95) * 1000:.0f} ms",
    )
    compare(
        f"{slug}: key to picture, p95",
        percentile(typed, 95),
        percentile(bare, 95),
        beside="bare Typst",
        at_most=2,
    )


def _administrator(village: Village) -> Officer:
    officer, is_new = Officer.objects.get_or_create(username="pengukur", defaults={"full_name": "Pengukur"})
    if is_new:
        with acting_for(village):
            Assignment.objects.create(officer=officer, role=Role.ADMINISTRATOR, since=date(2020, 1, 1))
    return officer


class _Keys:
    """An officer who types one more letter of a sentence at each press."""

    def __init__(self, village: Village, draft: KindDraft) -> None:
        self.client = Client(
            SERVER_NAME="localhost", enforce_csrf_checks=True, HTTP_ACCEPT_ENCODING="gzip, deflate, br, zstd"
        )
        self.client.force_login(_administrator(village))
        self.address = f"/{village.slug}/meja/surat/jenis/konsep/{draft.pk}/"
        answer = self.client.get(self.address, {"buka": "isi-1"}, secure=True)
        if answer.status_code != 200:
            raise AssertionError(f"no page: {answer.status_code} {answer.get('Location', '')}")
        page = _text_of(answer)
        self.form: dict[str, Any] = {"buka": "isi-1", "text-banyak": "1", "text-0-text": "Menerangkan "}
        for name in ("csrfmiddlewaretoken", "revisi"):
            self.form[name] = re.findall(rf'name="{name}" value="([^"]+)"', page)[0]

    def press(self) -> None:
        """Ask as a browser does: a form goes out, a packed page comes back."""
        self.form["text-0-text"] = f"Menerangkan {'kata ' * 6}{time.perf_counter_ns() % 100_000}"
        self.answer = self.client.post(
            f"{self.address}ketik/", urlencode(self.form), content_type=FORM, secure=True, headers=HEADERS
        )

    def read(self) -> None:
        """Unpack what came, which is the browser's work, and see that it is a picture."""
        text = _text_of(self.answer)
        if self.answer.status_code != 200 or "data:image/svg+xml" not in text:
            raise AssertionError(f"no picture: {self.answer.status_code}")
        self.form["revisi"] = re.findall(r'data-revision="(\d+)"', text)[0]


def _text_of(answer: Any) -> str:
    text: str = brotli.decompress(answer.content).decode()
    return text

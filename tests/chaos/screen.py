"""What a kiosk's browser does, without a browser: an ordinary HTTP client that sends the forms of the page it shows.

When nobody answers, it shows the page that the kiosk's worker has kept for then.
"""

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from balai.kiosk.http import TOKEN_COOKIE
from tests.virtual_printer import wait_until

SECONDS = 120


@dataclass(frozen=True)
class Shown:
    """A page on the screen. `status` 0: the one that the worker kept."""

    status: int
    path: str
    page: str

    @property
    def title(self) -> str:
        """Its headline."""
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.page, re.DOTALL)
        return _text(found[1]) if found else ""

    @property
    def words(self) -> str:
        """All that it says."""
        found = re.search(r"<main[^>]*>(.*?)</main>", self.page, re.DOTALL)
        return _text(found[1] if found else self.page)

    @property
    def onward(self) -> str:
        """Where the page goes by itself as soon as somebody answers again; "" if it stays."""
        found = re.search(r'data-onward="([^"]+)"', self.page)
        return found[1] if found else ""

    @property
    def is_away(self) -> bool:
        return self.status == 0 or self.status >= 500


class Screen:
    """One kiosk's."""

    def __init__(self, address: str, token: str) -> None:
        self.shown = Shown(0, "", "")
        self.is_cut = False
        self._address, self.root = address, urlsplit(address).path
        self._http = httpx.Client(
            follow_redirects=True, timeout=SECONDS, limits=httpx.Limits(max_keepalive_connections=0)
        )
        self._http.cookies.set(TOKEN_COOKIE, token)
        self.kept = self._keep()
        self.open("")

    def close(self) -> None:
        self._http.close()

    @property
    def place(self) -> str:
        """The step that is shown: "" at rest, "siapa", "tanya", "periksa", "keluar"."""
        return self.shown.path.removeprefix(self.root).strip("/")

    def open(self, path: str) -> None:
        self._show("GET", path)

    def send(self, path: str, **fields: str) -> None:
        """Submit the page's form that goes to `path`."""
        self._show("POST", path, self._filled(path, fields))

    def send_unheard(self, path: str, **fields: str) -> None:
        """The same, with the line cut before the answer: the server did it, and the screen does not know."""
        data = self._filled(path, fields)
        cookies = dict(self._http.cookies)
        httpx.post(urljoin(self._address, path), data=data, cookies=cookies, timeout=SECONDS)
        self.shown = self.kept

    def look_again(self) -> None:
        """As the page that waits for paper does, several times a second: a part of it, or off to another page."""
        try:
            answer = self._get("keluar/", headers={"HX-Request": "true"})
        except httpx.TransportError:
            return  # the page stays
        if moved := answer.headers.get("HX-Redirect"):
            self.open(urlsplit(moved).path)
        else:
            self.shown = Shown(answer.status_code, f"{self.root}keluar/", answer.text)

    def go_on(self) -> None:
        """What the page for such times does: look until somebody answers, then go where the visit stands."""
        onward = self.shown.onward
        assert onward, f"this page leads nowhere: {self.shown.words}"
        wait_until(lambda: self._answers(onward), SECONDS)
        self.open(onward)

    def _answers(self, path: str) -> bool:
        try:
            return self._get(path).status_code < 500
        except httpx.TransportError:
            return False

    def _show(self, method: str, path: str, data: dict[str, str] | None = None) -> None:
        try:
            answer = self._request(method, path, data=data)
        except httpx.TransportError:
            self.shown = self.kept
        else:
            at_home = answer.headers.get("Content-Location", answer.url.path)  # as shell.js does
            self.shown = Shown(answer.status_code, at_home, answer.text)

    def _filled(self, path: str, fields: dict[str, str]) -> dict[str, str]:
        goes_there = f'action="{self.root}{path}"' in self.shown.page or self.place == path.strip("/")
        assert goes_there, f"no form of this page goes to {path}: {self.shown.words}"
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.shown.page)
        assert token
        return {"csrfmiddlewaretoken": token[1], **fields}

    def _keep(self) -> Shown:
        """Fetch what the worker fetches while all is well."""
        worker = re.search(r'data-worker="([^"]+)"', self._get("").text)
        assert worker
        plan = re.search(r"const PLAN = (.*);", self._get(worker[1]).text)
        assert plan
        path = json.loads(plan[1])["page"]
        return Shown(0, path, self._get(path).text)

    def _get(self, path: str, **options: Any) -> httpx.Response:
        return self._request("GET", path, **options)

    def _request(self, method: str, path: str, **options: Any) -> httpx.Response:
        if self.is_cut:
            raise httpx.ConnectError("somebody has pulled the plug")
        return self._http.request(method, urljoin(self._address, path), **options)


def _text(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())

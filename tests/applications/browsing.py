"""Applying from a browser without a script, page by page, as its tests do."""

import re
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from balai.applications.filling import Filling
from balai.applications.models import Application
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.factories import hand_in
from tests.applications.form.answers import BIRTH
from tests.factories import HallClient

PARENT = {"parent_name": "Budi Santosa", "kinship": "father"}
CASE = {name: BIRTH[name] for name in ("tempat", "nikah", "umur")}
PERSON = {
    "helps": "sendiri", "name": "Budi Santosa", "nik": "9901010403889007", "kk": "9901011203159001",
    "born": "4 Maret 1988", "phone": "0812 3456 7890", "email": "budi@contoh.example",
}  # fmt: skip


def html(response: Any) -> str:
    return str(response.content.decode())


def revision(page: str) -> str:
    found = re.search(r'name="revisi" value="(\d+)"', page)
    assert found
    return found[1]


def begun(visitor: HallClient, case: Mapping[str, str] = CASE) -> str:
    """The address of an application that this browser began."""
    answer = visitor.post("/ajukan/akta-kelahiran/", {**case, "kunci": str(uuid.uuid4())})
    assert answer.status_code == 302, html(answer)
    return str(answer["Location"]).removeprefix("/sukamaju").removesuffix("pemohon/")


def named(visitor: HallClient, address: str, **other: str) -> Any:
    page = html(visitor.get(f"{address}pemohon/"))
    return visitor.post(f"{address}pemohon/", {**PERSON, **other, "revisi": revision(page)})


def answered(visitor: HallClient, address: str, village: Village) -> None:
    """Every step, with what a mother would type."""
    place = str(named(visitor, address)["Location"]).removeprefix("/sukamaju")
    for _ in range(20):
        if place.endswith("berkas/"):
            with acting_for(village):
                hand_in(Application.objects.get())
            return
        page = html(visitor.get(place))
        with acting_for(village):
            filling = Filling(Application.objects.get(), today=timezone.localdate())
            step = filling.step(place.rstrip("/").rsplit("/", 1)[1])
        assert step
        answer = visitor.post(
            place,
            {
                **{each.name: BIRTH[each.name] for each in step.questions if each.name in BIRTH},
                "revisi": revision(page),
            },
        )
        assert answer.status_code == 302, re.findall(
            r'class="notice" data-state="bad".*?</div>', html(answer), re.DOTALL
        )
        place = str(answer["Location"]).removeprefix("/sukamaju")
    raise AssertionError("no end")


def sent(visitor: HallClient, address: str) -> Any:
    page = html(visitor.get(f"{address}periksa/"))
    return visitor.post(
        f"{address}periksa/", {"revisi": revision(page), "truth": "on", "consent": "on", **PARENT}
    )

"""Reading what a package says of an application. Whatever it says wrongly refuses it, as damaged."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError

from balai.applications.enums import Authority, Channel, Kinship, Proof, Side, Step
from balai.applications.form.reading import read_form
from balai.applications.operations.carrying import CarriedFinding, CarriedStep
from balai.applications.operations.writing import Parent
from balai.applications.packages.archive import Package
from balai.applications.packages.contents import PLAIN, STATE
from balai.applications.packages.refusals import PackageRefused, damaged

HISTORY = frozenset({"reason", "remedy"})
MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """A document that a package says it holds."""

    file: str
    sha256: str
    media_type: str
    requirement: str = ""
    title: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """One application of a package."""

    key: str
    code: str
    remedy: str
    steps: tuple[CarriedStep, ...]
    findings: tuple[CarriedFinding, ...]
    papers: tuple[Listed, ...]
    results: tuple[Listed, ...]
    parent: tuple[Parent, datetime] | None
    told: Mapping[str, Any]

    @property
    def service(self) -> str:
        return str(self.told["service"])

    @property
    def version(self) -> int:
        return int(self.told["version"])

    def facts(self) -> dict[str, Any]:
        """The fields of an application that come along."""
        told = self.told
        read_form(told["form"])
        Channel(told["channel"]), Proof(told["proof"]), Authority(told["authority"] or Authority.WRITTEN)
        texts = {name: told[name] for name in PLAIN if name not in HISTORY}
        return {
            **texts,
            "form": told["form"],
            "applicant_born": date.fromisoformat(told["applicant_born"]),
            "begun_at": datetime.fromisoformat(told["begun_at"]),
            "submitted_at": datetime.fromisoformat(told["submitted_at"]),
            "consented_at": datetime.fromisoformat(told["consented_at"]),
        }


@contextmanager
def naming_damage() -> Iterator[None]:
    """Whatever is not as we write it makes the package a damaged one."""
    try:
        yield
    except PackageRefused:
        raise
    except (
        KeyError,
        TypeError,
        AttributeError,
        ValueError,
        RecursionError,
        ValidationError,
        DataError,
        IntegrityError,
    ):
        raise damaged() from None


def read_carried(package: Package, code: str) -> Carried:
    """What the package says of the application with that tracking code. Raises `PackageRefused`."""
    with naming_damage():
        told = json.loads(package.read(f"{code}/{STATE}"))
        if told["code"] != code:
            raise damaged()
        return Carried(
            key=str(UUID(told["key"])),
            code=code,
            remedy=str(told["remedy"])[:500],
            steps=tuple(_step(each) for each in told["events"][:MOST_LISTED]),
            findings=tuple(_finding(each) for each in told["findings"][:MOST_LISTED]),
            papers=tuple(_listed(each) for each in told.get("papers", ())[:MOST_LISTED]),
            results=tuple(_listed(each) for each in told.get("results", ())[:MOST_LISTED]),
            parent=_parent(told.get("parent")),
            told=told,
        )


def _parent(told: Mapping[str, Any] | None) -> tuple[Parent, datetime] | None:
    """Who agreed for the children, and when."""
    if not told:
        return None
    return Parent(str(told["name"])[:100], Kinship(told["kinship"])), _moment(told["given_at"])


def _step(told: Mapping[str, Any]) -> CarriedStep:
    return CarriedStep(
        number=int(told["number"]),
        step=Step(told["step"]),
        side=Side(told["side"]),
        at=_moment(told["at"]),
        label=str(told["label"])[:150],
        reason=str(told["reason"])[:500],
    )


def _finding(told: Mapping[str, Any]) -> CarriedFinding:
    return CarriedFinding(
        place=str(told["place"])[:140],
        sentence=str(told["sentence"])[:300],
        found_at=_moment(told["found_at"]),
        found_by=str(told["found_by"])[:150],
        answered_at=_moment(told["answered_at"]) if told["answered_at"] else None,
    )


def _listed(told: Mapping[str, Any]) -> Listed:
    return Listed(
        file=str(told["file"]),
        sha256=str(told["sha256"]),
        media_type=str(told["type"]),
        requirement=str(told.get("requirement", ""))[:140],
        title=str(told.get("title", ""))[:120],
        number=str(told.get("number", ""))[:60],
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.utcoffset() is None:
        raise ValueError("a time without time zone")
    return moment

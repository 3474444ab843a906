"""Why the register does not take a change. The text is a sentence for the officer: what is wrong and what to do."""

from django.db import IntegrityError, models

from balai.residents.models import Change, Family, LifeEvent, Resident


class ChangeNotAllowed(Exception):
    """The register refuses; nothing was written. `field` names the field of the form that it is about, or is ""."""

    field = ""


class NextHeadMissing(ChangeNotAllowed):
    """A family would be left without a head."""

    field = "next_head"


class AlreadyRegistered(ChangeNotAllowed):
    """The NIK belongs to somebody who lives here."""

    field = "nik"


class NotInFamily(ChangeNotAllowed):
    """Somebody named is not a living member of the family."""


class RelationImpossible(ChangeNotAllowed):
    """Nobody can be that to the head of the family (`kinship.misfit`); `resident` is whose relation it is."""

    field = "relation"

    def __init__(self, resident: Resident, wrong: str) -> None:
        super().__init__(f"{resident.full_name} {wrong}.")
        self.resident = resident


class StandingNotReachable(ChangeNotAllowed):
    """Someone who has died can't move away, and the like (`rules.NEXT_STANDINGS`)."""


class NothingChanged(ChangeNotAllowed):
    """The form holds what the register already holds."""


class ChangedMeanwhile(ChangeNotAllowed):
    """Another officer changed the same people after this form was opened."""


class RuleBroken(ChangeNotAllowed):
    """The database refused: one of its constraints."""


CHANGED_MEANWHILE = "Data ini baru saja diubah petugas lain. Buka lagi, lalu periksa isian Anda."

FIELD_OF_CONSTRAINT = {
    "family_kk_used_once": "kk",
    "family_kk_has_16_digits": "kk",
    "resident_nik_used_once": "nik",
}


def explained(error: IntegrityError) -> ChangeNotAllowed:
    """The sentence that belongs to a broken constraint; the error itself where there is none."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    sentence = _sentences().get(name) or _sentence_of_trigger(diagnosis)
    if sentence is None:
        raise error
    refusal = RuleBroken(sentence)
    refusal.field = FIELD_OF_CONSTRAINT.get(name, "")
    return refusal


def _sentences() -> dict[str, str]:
    tables: tuple[type[models.Model], ...] = (Family, Resident, LifeEvent, Change)
    return {
        rule.name: str(rule.violation_error_message) for table in tables for rule in table._meta.constraints
    }


def _sentence_of_trigger(diagnosis: object) -> str | None:
    """The triggers of `0002_family_guard` speak in sentences themselves."""
    is_ours = "residents_" in (getattr(diagnosis, "context", None) or "")
    return getattr(diagnosis, "message_primary", None) if is_ours else None

"""Letterhead, logo, colours and regional words."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.core import files
from balai.core.languages import REGIONAL
from balai.tenancy.models import Village
from balai.villages.logo import redrawn
from balai.villages.models import Identity


@transaction.atomic
def change_contact(
    *, address: str, postcode: str, phone: str, whatsapp: str, email: str, website: str, by: Actor
) -> Identity:
    """Say where the office is and how it is reached; letters and public pages print it."""
    identity = Identity.objects.locked()
    identity.address, identity.postcode = address, postcode
    identity.phone, identity.whatsapp = phone, whatsapp
    identity.email, identity.website = email, website
    identity.save(update_fields=["address", "postcode", "phone", "whatsapp", "email", "website"])
    audit.record("villages.contact_changed", by=by, subject=identity)
    return identity


@transaction.atomic
def replace_logo(*, picture: bytes, by: Actor) -> Identity:
    """Draw the uploaded picture anew, without what cameras write into it, and use it. Raises `UnusablePicture`.

    The old file stays: letters that were issued with it are records.
    """
    identity = Identity.objects.locked()
    identity.logo = files.store(redrawn(picture))
    identity.save(update_fields=["logo"])
    audit.record("villages.logo_changed", by=by, subject=identity, facts={"sha256": identity.logo})
    return identity


@transaction.atomic
def remove_logo(*, by: Actor) -> None:
    identity = Identity.objects.locked()
    identity.logo = ""
    identity.save(update_fields=["logo"])
    audit.record("villages.logo_removed", by=by, subject=identity)


@transaction.atomic
def change_colours(*, village: Village, main: str, accent: str, by: Actor) -> None:
    """Give a hue; how light each tone is, the stylesheet decides, so that the contrast is always enough."""
    village.colour_main, village.colour_accent = main, accent
    village.save(update_fields=["colour_main", "colour_accent"])
    audit.record("villages.colours_changed", by=by, subject=village)


@transaction.atomic
def change_words(*, village: Village, words: Mapping[str, str], by: Actor) -> None:
    """Call offices and levels by their names here. `words`: fields of `Village` that begin with `word_`."""
    unknown = [name for name in words if not name.startswith("word_")]
    if unknown:
        raise KeyError(unknown)
    changed = sorted(name for name, word in words.items() if getattr(village, name) != word)
    for name in changed:
        setattr(village, name, words[name])
    if changed:
        village.save(update_fields=changed)
        audit.record("villages.words_changed", by=by, subject=village, facts={"fields": changed})


@transaction.atomic
def change_clock(*, village: Village, time_zone: str, register_update_days: int, by: Actor) -> None:
    """Set the village's clock, and after how many days the register is called old."""
    village.time_zone, village.register_update_days = time_zone, register_update_days
    village.save(update_fields=["time_zone", "register_update_days"])
    audit.record("villages.clock_changed", by=by, subject=village)


@transaction.atomic
def change_languages(*, village: Village, languages: Sequence[str], by: Actor) -> None:
    """Let the public pages be read in these regional languages, in this order. Raises `KeyError` for an unknown one."""
    names = [REGIONAL[code].name for code in languages]
    if list(languages) == village.languages:
        return
    village.languages = list(languages)
    village.save(update_fields=["languages"])
    audit.record("villages.languages_changed", by=by, subject=village, facts={"languages": names})

"""What the village decides about introductions."""

from django.db import transaction

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.introductions.enums import Action
from balai.introductions.models import IntroductionRules


def current_rules() -> IntroductionRules:
    """What holds in the village of the scope; what a village begins with where nothing was changed."""
    return IntroductionRules.objects.first() or IntroductionRules()


@transaction.atomic
def change_rules(
    *, days_valid: int, rw_endorses: bool, takes_photos: bool = False, by: Actor
) -> IntroductionRules:
    """For introductions that are given from now on. With `takes_photos` a photograph of a paper is enough at the kiosk;
    officers look at it afterwards. Raises `ValidationError` for too many days."""
    IntroductionRules.objects.bulk_create([IntroductionRules()], ignore_conflicts=True)
    rules = IntroductionRules.objects.select_for_update().get()
    rules.days_valid, rules.rw_endorses, rules.takes_photos = days_valid, rw_endorses, takes_photos
    rules.validate_constraints()
    rules.save(update_fields=["days_valid", "rw_endorses", "takes_photos"])
    told = {"days": days_valid, "rw_endorses": rw_endorses, "takes_photos": takes_photos}
    record(Action.RULES_CHANGED, by=by, subject=rules, facts=told)
    return rules

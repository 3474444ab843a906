"""Which introduction of the RT an errand rests on."""

from datetime import date

from balai.introductions.models import Introduction
from balai.kiosk.enums import IntroductionRule
from balai.kiosk.ladder import Policy
from balai.kiosk.models import Errand


def introduction_for(errand: Errand, policy: Policy, today: date) -> Introduction | None:
    """The one that was shown; where the kind requires one, else any that this person has ready for it.

    So nobody shows at the kiosk what its head has given on the phone, or an officer has copied from paper.
    """
    shown: Introduction | None = errand.introduction
    if shown or policy.introduction is not IntroductionRule.REQUIRED or errand.resident is None:
        return shown
    return Introduction.objects.for_letter(errand.resident, errand.kind.service, today).first()

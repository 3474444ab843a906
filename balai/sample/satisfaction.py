"""How content the residents of a sample village are: faces touched, surveys answered, and the last quarter published."""

from datetime import date
from random import Random

from balai.accounts.actors import Actor
from balai.core.months import Month
from balai.services.models import Service
from balai.surveys.enums import AgeGroup, Channel, Education, Element, Occupation, Score, Sex, Span
from balai.surveys.operations import Respondent, answer_skm, publish_index, rate, tell_reason
from balai.surveys.periods import Period
from balai.surveys.rules import reasons_for

ASKED_FOR = tuple(
    f"surat-keterangan-{what}" for what in ("domisili", "usaha", "tidak-mampu", "belum-menikah")
)
RESPONDENTS = 28
FACES = (Score.VERY_GOOD,) * 11 + (Score.GOOD,) * 6 + (Score.POOR,) * 2 + (Score.BAD,)
ANSWERS = {Element.COST: (4,), Element.FACILITIES: (2, 3, 3, 4), Element.COMPLAINTS: (2, 3, 4, 4)}
USUAL = (3, 3, 4, 4, 4)
SERVED_FOR_EACH_ANSWER = 2
PLAN = "Menambah kursi dan kipas di ruang tunggu. Aduan dijawab paling lama tiga hari kerja."


def ask_the_residents(*, seed: str, today: date, by: Actor) -> None:
    """Surveys and twice as many ratings in this quarter and in the last, which is then published."""
    random = Random(seed)  # invented, not secret
    services = list(Service.objects.filter(slug__in=ASKED_FOR).order_by("slug"))
    this = Period.around(Month.of(today), Span.QUARTER)
    for period in (this.before, this):
        on = period.first.first
        for _ in range(2 * RESPONDENTS):
            _touch(random, random.choice(services), on)
        for _ in range(RESPONDENTS):
            _answer(random, on)
    publish_index(period=this.before, served=SERVED_FOR_EACH_ANSWER * RESPONDENTS, plan=PLAN, by=by)


def _touch(random: Random, service: Service, on: date) -> None:
    score = random.choice(FACES)
    rate(score=score, service=service, channel=Channel.KIOSK, on=on)
    if random.random() < 0.6:  # many touch once
        reason = random.choice(reasons_for(score))
        tell_reason(score=score, reason=reason, service=service, channel=Channel.KIOSK, on=on)


def _answer(random: Random, on: date) -> None:
    respondent = Respondent(
        sex=random.choice(Sex.values),
        age_group=random.choice(AgeGroup.values),
        education=random.choice(Education.values[:4]),
        occupation=random.choice(Occupation.values[3:]),
    )
    answers = {element: random.choice(ANSWERS.get(element, USUAL)) for element in Element}
    answer_skm(answers=answers, respondent=respondent, channel=Channel.KIOSK, on=on)

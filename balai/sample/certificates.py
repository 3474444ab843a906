"""Birth, marriage and divorce certificates of invented people; the older somebody is, the more are missing."""

from datetime import date
from random import Random

from balai.core.calendar import roman_month
from balai.residents.enums import Holding, MaritalStatus, Religion
from balai.sample.persons import Person

REGENCY = "9901"
# Share of people with a birth certificate, by age.
HAS_BIRTH_CERTIFICATE = ((18, 0.96), (40, 0.78), (60, 0.38), (200, 0.14))


def certify_birth(person: Person, today: date, random: Random) -> None:
    age = person.age(today)
    share = next(share for below, share in HAS_BIRTH_CERTIFICATE if age < below)
    if random.random() >= share:
        person.has_birth_certificate = Holding.ABSENT
        return
    person.has_birth_certificate = Holding.PRESENT
    person.birth_certificate = f"{REGENCY}-LU-{person.birth_date:%d%m%Y}-{random.randint(1, 99):04d}"


def marry(husband: Person | None, wife: Person | None, on: date, *, registered: bool, random: Random) -> None:
    """Give both (whoever of them is in the register) the same date and, when registered, the same certificate."""
    number = _marriage_number(husband or wife, on, random) if registered else ""
    for spouse in (husband, wife):
        if spouse is not None:
            spouse.marriage_date = on
            spouse.marriage_certificate = number
            spouse.has_marriage_certificate = Holding.PRESENT if registered else Holding.ABSENT
            spouse.marital_status = (
                MaritalStatus.MARRIED_REGISTERED if registered else MaritalStatus.MARRIED_UNREGISTERED
            )


def divorce(person: Person, on: date, *, registered: bool, random: Random) -> None:
    person.marital_status = (
        MaritalStatus.DIVORCED_REGISTERED if registered else MaritalStatus.DIVORCED_UNREGISTERED
    )
    person.divorce_date = on
    person.has_divorce_certificate = Holding.PRESENT if registered else Holding.ABSENT
    if registered and person.religion == Religion.ISLAM:
        person.divorce_certificate = f"{random.randint(1, 1999):04d}/AC/{on.year}/PA.NR"
    elif registered:
        person.divorce_certificate = f"{REGENCY}-CR-{on:%d%m%Y}-{random.randint(1, 99):04d}"


def _marriage_number(spouse: Person | None, on: date, random: Random) -> str:
    # Muslims marry at the KUA (buku nikah), others before the civil registry.
    if spouse is not None and spouse.religion == Religion.ISLAM:
        return f"{random.randint(1, 980):04d}/{random.randint(1, 60):03d}/{roman_month(on.month)}/{on.year}"
    return f"{REGENCY}-KW-{on:%d%m%Y}-{random.randint(1, 99):04d}"

"""One invented person, and what follows from age, sex and region: school, work, certificates."""

from dataclasses import dataclass, field, fields
from datetime import date
from random import Random

from balai.residents.enums import (
    BloodType,
    Citizenship,
    Disability,
    Education,
    Holding,
    InsuranceKind,
    KtpKind,
    KtpState,
    Literacy,
    MaritalStatus,
    Occupation,
    Relation,
    Religion,
    Residency,
    Schooling,
    Sex,
)

ADULT_AGE = 17
WORKING_AGE = 19
PENSION_AGE = 60
DISABLED_SHARE = 0.015

type Weights[T] = tuple[tuple[T, float], ...]


@dataclass(slots=True, eq=False)
class Person:
    """Fields are named as on `residents.models.Resident`; `father` and `mother` may live in another family."""

    full_name: str
    sex: Sex
    birth_date: date
    religion: Religion
    birth_place: str = ""
    clan: str = ""
    nik: str = ""
    relation: Relation = Relation.HEAD
    marital_status: MaritalStatus = MaritalStatus.SINGLE
    father: "Person | None" = None
    mother: "Person | None" = None
    father_name: str = ""
    mother_name: str = ""
    blood_type: BloodType = BloodType.UNKNOWN
    education: Education = Education.NONE
    schooling: Schooling = Schooling.FINISHED
    occupation: Occupation = Occupation.NOT_WORKING
    disability: Disability = Disability.NONE
    ethnicity: str = ""
    previous_address: str = ""
    has_birth_certificate: Holding = Holding.ABSENT
    birth_certificate: str = ""
    has_marriage_certificate: Holding | None = None
    marriage_certificate: str = ""
    marriage_date: date | None = None
    has_divorce_certificate: Holding | None = None
    divorce_certificate: str = ""
    divorce_date: date | None = None
    ktp_kind: KtpKind = KtpKind.NONE
    ktp_state: KtpState = KtpState.NOT_YET_REQUIRED
    insurance_kind: InsuranceKind = InsuranceKind.NONE
    literacy: Literacy | None = None
    residency: Residency = Residency.PERMANENT
    citizenship: Citizenship = Citizenship.INDONESIAN
    children: list["Person"] = field(default_factory=list)

    def age(self, on: date) -> int:
        """Completed years."""
        return age_on(self.birth_date, on)


def age_on(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def pick[T](random: Random, weights: Weights[T]) -> T:
    return random.choices([value for value, _ in weights], [weight for _, weight in weights])[0]


SCHOOLS: tuple[tuple[int, Education, Schooling], ...] = (
    (4, Education.NONE, Schooling.BEFORE_KINDERGARTEN),
    (7, Education.NONE, Schooling.KINDERGARTEN),
    (13, Education.PRIMARY_UNFINISHED, Schooling.PRIMARY),
    (16, Education.PRIMARY, Schooling.LOWER_SECONDARY),
    (19, Education.LOWER_SECONDARY, Schooling.UPPER_SECONDARY),
)

ADULT_EDUCATION: tuple[tuple[int, Weights[Education]], ...] = (
    (1950, ((Education.NONE, 40), (Education.PRIMARY_UNFINISHED, 25), (Education.PRIMARY, 25), (Education.LOWER_SECONDARY, 5), (Education.UPPER_SECONDARY, 5))),
    (1965, ((Education.NONE, 8), (Education.PRIMARY_UNFINISHED, 12), (Education.PRIMARY, 40), (Education.LOWER_SECONDARY, 15), (Education.UPPER_SECONDARY, 19), (Education.DIPLOMA_3, 2), (Education.BACHELOR, 4))),
    (1985, ((Education.PRIMARY_UNFINISHED, 3), (Education.PRIMARY, 25), (Education.LOWER_SECONDARY, 24), (Education.UPPER_SECONDARY, 36), (Education.DIPLOMA_1_2, 1), (Education.DIPLOMA_3, 3), (Education.BACHELOR, 7), (Education.MASTER, 1))),
    (9999, ((Education.PRIMARY, 6), (Education.LOWER_SECONDARY, 19), (Education.UPPER_SECONDARY, 55), (Education.DIPLOMA_3, 5), (Education.BACHELOR, 14), (Education.MASTER, 1))),
)  # fmt: skip

HIGHER = {Education.DIPLOMA_1_2, Education.DIPLOMA_3, Education.BACHELOR, Education.MASTER, Education.DOCTOR}
LEARNED_WORK: Weights[Occupation] = (
    (Occupation.PRIVATE_EMPLOYEE, 34), (Occupation.CIVIL_SERVANT, 14), (Occupation.TEACHER, 13),
    (Occupation.ENTREPRENEUR, 14), (Occupation.CONTRACT_EMPLOYEE, 7), (Occupation.NURSE, 4), (Occupation.MIDWIFE, 0),
    (Occupation.STATE_COMPANY_EMPLOYEE, 4), (Occupation.LECTURER, 2), (Occupation.ACCOUNTANT, 2),
    (Occupation.VILLAGE_OFFICIAL, 2), (Occupation.POLICE, 2), (Occupation.CONSULTANT, 1), (Occupation.DOCTOR, 1),
)  # fmt: skip
INLAND_WORK: Weights[Occupation] = (
    (Occupation.FARMER, 22), (Occupation.FARM_LABOURER, 14), (Occupation.DAY_LABOURER, 20),
    (Occupation.ENTREPRENEUR, 13), (Occupation.PRIVATE_EMPLOYEE, 17), (Occupation.TRADER, 5), (Occupation.DRIVER, 3),
    (Occupation.MASON, 3), (Occupation.CARPENTER, 2), (Occupation.TAILOR, 1), (Occupation.MECHANIC, 2),
    (Occupation.STOCK_FARMER, 2), (Occupation.MILITARY, 1),
)  # fmt: skip
COAST_WORK: Weights[Occupation] = (
    (Occupation.FISHER, 30), (Occupation.FARMER, 26), (Occupation.DAY_LABOURER, 12), (Occupation.ENTREPRENEUR, 10),
    (Occupation.PRIVATE_EMPLOYEE, 6), (Occupation.TRADER, 5), (Occupation.CONTRACT_EMPLOYEE, 4),
    (Occupation.FISHERY_LABOURER, 4), (Occupation.SEAFARER, 3),
)  # fmt: skip
MEN_ONLY = {
    Occupation.MASON,
    Occupation.CARPENTER,
    Occupation.MECHANIC,
    Occupation.FISHER,
    Occupation.SEAFARER,
}

BLOOD: Weights[BloodType] = (
    (BloodType.UNKNOWN, 46), (BloodType.O, 21), (BloodType.B, 15), (BloodType.A, 13), (BloodType.AB, 5),
)  # fmt: skip
INSURANCE: Weights[InsuranceKind] = (
    (InsuranceKind.BPJS_ASSISTED, 45), (InsuranceKind.BPJS_SELF_PAID, 33), (InsuranceKind.BPJS_REGIONAL, 8),
    (InsuranceKind.NONE, 12), (InsuranceKind.OTHER, 2),
)  # fmt: skip
DISABILITIES: Weights[Disability] = (
    (Disability.PHYSICAL, 38), (Disability.VISUAL, 12), (Disability.HEARING_SPEECH, 16), (Disability.MENTAL, 22),
    (Disability.PHYSICAL_AND_MENTAL, 7), (Disability.OTHER, 5),
)  # fmt: skip


def live_on(person: Person, *, today: date, coastal: bool, random: Random) -> None:
    """Fill in what a person of this age, sex and region has become. Marriage and parents are already known."""
    age = person.age(today)
    _learn(person, age, random)
    _work(person, age, coastal, random)
    person.blood_type = pick(random, BLOOD)
    person.insurance_kind = pick(random, INSURANCE)
    if random.random() < DISABLED_SHARE:
        person.disability = pick(random, DISABILITIES)
    if random.random() < 0.015:
        person.residency = Residency.TEMPORARY
    if age >= 7 and person.education != Education.NONE:
        arabic = person.religion == Religion.ISLAM and random.random() < 0.4
        person.literacy = Literacy.ARABIC_LATIN if arabic else Literacy.LATIN
    _carry_card(person, age, random)


def _learn(person: Person, age: int, random: Random) -> None:
    for below, education, schooling in SCHOOLS:
        if age < below and person.marital_status == MaritalStatus.SINGLE:
            person.education, person.schooling = education, schooling
            return
    if person.marital_status == MaritalStatus.SINGLE and age < 23 and random.random() < 0.4:
        person.education, person.schooling = Education.UPPER_SECONDARY, Schooling.BACHELOR
        return
    weights = next(weights for before, weights in ADULT_EDUCATION if person.birth_date.year < before)
    person.education = pick(random, weights)
    if age < 22 and person.education in HIGHER:
        person.education = Education.UPPER_SECONDARY
    unread = person.education == Education.NONE
    person.schooling = Schooling.NEVER if unread else Schooling.FINISHED


def _work(person: Person, age: int, coastal: bool, random: Random) -> None:
    learning = person.schooling not in {Schooling.FINISHED, Schooling.NEVER, Schooling.BEFORE_KINDERGARTEN}
    if age < 6 or person.schooling in {Schooling.BEFORE_KINDERGARTEN, Schooling.KINDERGARTEN}:
        person.occupation = Occupation.NOT_WORKING
    elif learning or (age < WORKING_AGE and person.marital_status == MaritalStatus.SINGLE):
        person.occupation = Occupation.STUDENT
    elif age > 78:
        person.occupation = Occupation.NOT_WORKING
    else:
        person.occupation = _grown_up_work(person, age, coastal, random)


def _grown_up_work(person: Person, age: int, coastal: bool, random: Random) -> Occupation:
    woman = person.sex == Sex.FEMALE
    if person.education in HIGHER and (not woman or random.random() < 0.75):
        work = pick(random, LEARNED_WORK)
        salaried = {Occupation.CIVIL_SERVANT, Occupation.POLICE, Occupation.TEACHER, Occupation.LECTURER}
        return Occupation.RETIRED if age >= PENSION_AGE and work in salaried else work
    if woman and person.marital_status != MaritalStatus.SINGLE and random.random() < 0.6:
        return Occupation.HOUSEKEEPING
    if age < 30 and random.random() < 0.15:
        return Occupation.NOT_WORKING
    work = pick(random, COAST_WORK if coastal else INLAND_WORK)
    return Occupation.TRADER if woman and work in MEN_ONLY else work


def _carry_card(person: Person, age: int, random: Random) -> None:
    if age < ADULT_AGE and person.marital_status == MaritalStatus.SINGLE:
        person.ktp_kind = KtpKind.KIA if random.random() < 0.45 else KtpKind.NONE
        person.ktp_state = KtpState.NOT_YET_REQUIRED
    elif age < 19 and random.random() < 0.4:
        person.ktp_kind, person.ktp_state = KtpKind.NONE, KtpState.NOT_RECORDED
    else:
        person.ktp_kind = KtpKind.KTP_EL
        person.ktp_state = KtpState.RECORDED if random.random() < 0.03 else KtpState.CARD_ISSUED


NOT_ELEMENTS = {"clan", "father", "mother", "children", "relation"}
ELEMENTS = tuple(one.name for one in fields(Person) if one.name not in NOT_ELEMENTS)


def elements_of(person: Person) -> dict[str, object]:
    """The person as the register takes it; parents by name and, where they have one, by NIK."""
    father, mother = person.father, person.mother
    return {name: getattr(person, name) for name in ELEMENTS} | {
        "father_name": father.full_name if father else person.father_name,
        "father_nik": father.nik if father else "",
        "mother_name": mother.full_name if mother else person.mother_name,
        "mother_nik": mother.nik if mother else "",
    }

"""The questions of the survey in plain words, each with its four answers, the worst first.

The law says what each element is about and how it is answered (Permen PANRB 14/2017, annex); only the words are plainer.
"""

from dataclasses import dataclass
from typing import Final

from django.db.models import TextChoices

from balai.surveys.enums import AgeGroup, Education, Element, Occupation, Sex


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and what can be answered: (value, words)."""

    name: str
    text: str
    choices: tuple[tuple[str, str], ...]
    is_about_respondent: bool = False
    """May be left out."""

    @property
    def spoken(self) -> str:
        """Question and answers, for the voice."""
        return f"{self.text} {', '.join(words for _, words in self.choices)}."


def _asked(element: Element, text: str, *answers: str) -> Question:
    return Question(element.value, text, tuple((str(value), words) for value, words in enumerate(answers, 1)))


def _about(name: str, text: str, choices: type[TextChoices]) -> Question:
    return Question(name, text, tuple((value, str(label)) for value, label in choices.choices), True)


ELEMENT_QUESTIONS: Final = (
    _asked(Element.REQUIREMENTS, "Apakah syaratnya sesuai dengan layanan ini?",
           "Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    _asked(Element.PROCEDURE, "Apakah cara mengurusnya mudah?",
           "Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
    _asked(Element.TIME, "Apakah layanannya cepat?",
           "Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
    _asked(Element.COST, "Bagaimana biayanya?",
           "Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
    _asked(Element.PRODUCT, "Apakah hasilnya sesuai dengan yang dijanjikan?",
           "Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    _asked(Element.COMPETENCE, "Apakah petugas mampu melayani Anda?",
           "Tidak mampu", "Kurang mampu", "Mampu", "Sangat mampu"),
    _asked(Element.BEHAVIOUR, "Apakah petugas sopan dan ramah?",
           "Tidak sopan dan ramah", "Kurang sopan dan ramah", "Sopan dan ramah", "Sangat sopan dan ramah"),
    _asked(Element.COMPLAINTS, "Bagaimana kantor menangani aduan warga?",
           "Tidak ada", "Ada, tetapi tidak berfungsi", "Berfungsi kurang maksimal", "Dikelola dengan baik"),
    _asked(Element.FACILITIES, "Bagaimana ruang dan alat di kantor?",
           "Buruk", "Cukup", "Baik", "Sangat baik"),
)  # fmt: skip
RESPONDENT_QUESTIONS: Final = (
    _about("sex", "Anda laki-laki atau perempuan?", Sex),
    _about("age_group", "Berapa umur Anda?", AgeGroup),
    _about("education", "Apa sekolah terakhir Anda?", Education),
    _about("occupation", "Apa pekerjaan Anda?", Occupation),
)
QUESTIONS: Final = (*ELEMENT_QUESTIONS, *RESPONDENT_QUESTIONS)

"""Who wrote a standard, and whether it is offered."""

from django.db.models import TextChoices


class Origin(TextChoices):
    """Whose hand made a version of a standard."""

    BALAI = "balai", "Aturan nasional (bawaan Balai)"
    REGENCY = "regency", "Kabupaten"
    VILLAGE = "village", "Buatan sendiri"


class ServiceState(TextChoices):
    """Whether residents find it. A hidden service keeps its versions."""

    OFFERED = "offered", "Ditawarkan"
    HIDDEN = "hidden", "Disembunyikan"

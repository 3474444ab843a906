"""What day it is at a village."""

from datetime import date

from django.utils import timezone

from balai.core.calendar import local
from balai.tenancy.models import Village


def today_at(village: Village) -> date:
    """Today on the clock of the village."""
    return local(timezone.now(), village.time_zone).date()

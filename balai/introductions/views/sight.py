"""Whose introductions an officer may see: the office all of them, the head of an area those of the own area."""

from uuid import UUID

from django.http import Http404
from django.utils import timezone

from balai.accounts.enums import Permission
from balai.accounts.http import OfficerRequest
from balai.introductions.models import Introduction, IntroductionQuerySet
from balai.residents.reach import Reach, reach_of


def reach_here(request: OfficerRequest) -> Reach:
    """What the signed-in officer heads today."""
    return reach_of(request.user, on=timezone.localdate())


def visible_to(request: OfficerRequest) -> IntroductionQuerySet:
    """The introductions that the signed-in officer may see."""
    found: IntroductionQuerySet = Introduction.objects.with_people()
    if Permission.ISSUE_LETTERS in request.permissions:
        return found
    return found.in_areas(reach_here(request).areas())


def seen(request: OfficerRequest, introduction_id: UUID) -> Introduction:
    """One of them. Raises `Http404` for all others, whether they exist or not."""
    found = visible_to(request).select_related("resident__family__area").filter(pk=introduction_id).first()
    if found is None:
        raise Http404
    return found

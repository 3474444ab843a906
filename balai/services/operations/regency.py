"""What is laid down once for many: by a regency for its villages, by an office for all its services."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.services.models import CommonStandard, RegencyStandard
from balai.services.operations.layers import EffectiveInThePast
from balai.services.reading import STANDARD, read_components, read_layers, read_standard, shipped_standards
from balai.tenancy.locks import one_at_a_time
from balai.tenancy.models import Regency, Village

REGENCY_PUBLISHED = "services.regency_published"
COMMON_PUBLISHED = "services.common_published"


@transaction.atomic
def publish_regency_standard(
    *,
    regency: Regency,
    slug: str,
    base: Mapping[str, Any],
    additions: Mapping[str, Any],
    effective_from: date,
    by: Actor,
) -> RegencyStandard:
    """Lay down for all villages what is added to a service, or with `base` a service of the regency's own.

    Villages take it over by a job that is enqueued here. Raises `Weakening`, `DefinitionProblem`, `EffectiveInThePast`.
    """
    if effective_from < timezone.localdate():
        raise EffectiveInThePast
    inherited = {each["slug"]: each for each in shipped_standards()}.get(slug)
    if base:
        read_standard(base)
    if ground := base or inherited:
        read_layers(ground, additions)
    Regency.objects.select_for_update().get(pk=regency.pk)  # two who publish at once get two numbers
    last = RegencyStandard.objects.filter(regency=regency, slug=slug).order_by("-number").first()
    laid_down = RegencyStandard.objects.create(
        regency=regency,
        slug=slug,
        number=last.number + 1 if last else 1,
        base=base,
        additions=additions,
        effective_from=effective_from,
        published_by=by.officer,
        published_label=by.label,
    )
    record(REGENCY_PUBLISHED, by=by, subject=laid_down, facts={"service": slug, "version": laid_down.number})
    for village_id in Village.objects.filter(regency=regency).values_list("pk", flat=True):
        app.configure_task("services.follow_regency").defer(village_id=village_id, slug=slug)
    return laid_down


@transaction.atomic
def publish_common(*, content: Mapping[str, Any], by: Actor) -> CommonStandard:
    """Word anew what the office says once for all its services. Raises `DefinitionProblem`."""
    read_components(content, STANDARD)
    one_at_a_time("services.common")
    last = CommonStandard.objects.order_by("-number").first()
    common = CommonStandard.objects.create(
        number=last.number + 1 if last else 1,
        content=content,
        published_by=by.officer,
        published_label=by.label,
    )
    record(COMMON_PUBLISHED, by=by, subject=common, facts={"version": common.number})
    return common

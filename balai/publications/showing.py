"""What the public page of a text needs: the same for readers and for the preview at the desk."""

from typing import Any

from django.utils import timezone

from balai.publications.enums import ArticleKind, LinkSection
from balai.publications.models import Article, ArticleVersion, Link
from balai.publications.page_facts import PROMISE, told_facts
from balai.publications.reading import parts_of
from balai.tenancy.models import Village
from balai.villages.enums import AreaLevel
from balai.villages.models import Area, Identity, Official
from balai.villages.office_sign import office_sign
from balai.villages.rules import post_title


def page_of(
    article: Article | None, version: ArticleVersion | None, village: Village, kind: ArticleKind | None = None
) -> tuple[str, dict[str, Any]]:
    """The template and what it prints. A standing page that nobody has written yet has neither text nor version."""
    shown = kind or ArticleKind(article.kind if article else ArticleKind.NEWS)
    context: dict[str, Any] = {
        "article": article,
        "version": version,
        "parts": parts_of(version) if version else [],
        "preview": "",
    }
    match shown:
        case ArticleKind.PROFILE:
            context |= _profile(version, village)
        case ArticleKind.CHARTER:
            context |= {"promise": PROMISE}
        case ArticleKind.CONTACT:
            context |= _contact(village)
        case _:
            return "publications/article.html", context
    return f"publications/{shown.value}.html", context


def _profile(version: ArticleVersion | None, village: Village) -> dict[str, Any]:
    serving = Official.objects.serving(timezone.localdate()).in_order()
    areas = Area.objects.counted_by_level()
    words = village.words
    names = {AreaLevel.DUSUN: words.subarea, AreaLevel.RW: words.rw, AreaLevel.RT: words.rt}
    return {
        "facts": told_facts(ArticleKind.PROFILE, version.facts) if version else [],
        "areas": [(name, areas[level]) for level, name in names.items() if name and areas.get(level)],
        "officials": [(official, post_title(official, words)) for official in serving],
    }


def _contact(village: Village) -> dict[str, Any]:
    channels = Link.objects.on().filter(section=LinkSection.CHANNELS).in_order()
    return {
        "identity": Identity.objects.current(),
        "sign": office_sign(village, timezone.localtime()),
        "channels": channels,
    }

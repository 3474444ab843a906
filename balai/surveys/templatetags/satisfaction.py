"""The scale of answers in templates."""

from django import template

from balai.surveys.enums import Score

register = template.Library()


@register.simple_tag
def scores() -> list[tuple[int, str]]:
    """Each value of the scale with its words, the worst first."""
    return [(score.value, str(score.label)) for score in Score]


@register.filter
def face(score: int) -> str:
    """The name of the icon that goes with a score."""
    return f"senyum{score}"

"""What every template needs to look like Balai: icons, masked numbers, dates, figures, form controls.

`{% load look %}` once at the top of a template.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Protocol

from django import forms, template
from django.core.paginator import Paginator
from django.forms.boundfield import BoundField, BoundWidget
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from balai.core import calendar, charts
from balai.core.browsers import needs_flat_stylesheet
from balai.core.languages import say, say_written

register = template.Library()

ICON_SHEET = Path(__file__).parents[2] / "static" / "balai" / "icons.svg"
NOTICE_ICONS = {"good": "cek", "warn": "peringatan", "bad": "peringatan", "info": "info"}
MESSAGE_STATES = {"success": "good", "warning": "warn", "error": "bad"}


class Village(Protocol):
    """What the look needs to know of a village; `core` knows no other app."""

    colour_main: str
    colour_accent: str


@cache
def icon_bodies() -> Mapping[str, str]:
    """The inside of each symbol of the icon sheet by its name."""
    sheet = ICON_SHEET.read_text(encoding="utf-8")
    return dict(re.findall(r'<symbol id="([^"]+)"[^>]*>(.*?)</symbol>', sheet, re.DOTALL))


@register.simple_tag
def icon(name: str, css_class: str = "icon") -> SafeString:
    """One icon drawn in place, silent to screen readers: a word must stand beside it. Raises KeyError."""
    body = mark_safe(icon_bodies()[name])  # noqa: S308  # our own drawing
    # Size and stroke stand in the markup too: without a stylesheet it would be a black field as wide as the page.
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" '
        'aria-hidden="true">{}</svg>',
        css_class,
        body,
    )


@register.simple_tag(takes_context=True)
def stylesheet(context: template.Context) -> str:
    """The address of the stylesheet this browser understands."""
    request = context.get("request")
    agent = request.headers.get("User-Agent", "") if request is not None else ""
    return static("balai/balai-flat.css" if needs_flat_stylesheet(agent) else "balai/balai.css")


@register.filter
def masked(number: str) -> SafeString:
    """'9901<s>••••••••</s>0003' for a NIK or KK number, read to a screen reader as its last four digits."""
    if not number:
        return SafeString("")
    return format_html(
        '<span class="nik"><span aria-hidden="true">{}<s>••••••••</s>{}</span>'
        '<span class="unseen">berakhiran {}</span></span>',
        number[:4], number[-4:], " ".join(number[-4:]),
    )  # fmt: skip


def _local(day: date) -> date:
    return timezone.localtime(day) if isinstance(day, datetime) and timezone.is_aware(day) else day


@register.filter
def long_date(day: date | None) -> str:
    """'21 November 2026' on the village's clock; empty for None."""
    if not day:
        return ""
    here = _local(day)
    return f"{here.day} {say(calendar.month_name(here.month))} {here.year}"


@register.filter
def long_date_with_day(day: date | None) -> str:
    """'Sabtu, 21 November 2026'; empty for None."""
    return f"{say(calendar.day_name(_local(day)))}, {long_date(day)}" if day else ""


@register.filter
def long_moment(moment: datetime | None) -> str:
    """'21 November 2026 pukul 09.41 WIB' on the village's clock; empty for None."""
    if not moment:
        return ""
    return say("%(day)s pukul %(clock)s", day=long_date(moment), clock=clock_zone(moment))


@register.filter
def written(text: str) -> str:
    """Words that are data: in the language of the page where its catalogue has them, else said to be Indonesian."""
    said = say_written(str(text))
    return format_html('<span lang="id">{}</span>', text) if said is None else said


@register.filter
def machine_moment(moment: datetime) -> str:
    """'2026-11-21T09:41:00+07:00', as the attribute `datetime` wants it: to the second."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


@register.filter
def clock(moment: datetime | None) -> str:
    """'09.41' on the village's clock; empty for None."""
    if moment is None:
        return ""
    return calendar.clock(timezone.localtime(moment) if timezone.is_aware(moment) else moment)


@register.filter
def when(moment: datetime) -> str:
    """'09.41' for today, '20 November' for this year, else the whole date; on the village's clock."""
    here, today = timezone.localtime(moment), timezone.localdate()
    if here.date() == today:
        return calendar.clock(here)
    return calendar.long_date(here.date()).removesuffix(f" {today.year}")


@register.filter
def clock_zone(moment: datetime) -> str:
    """'09.41 WIB' on the village's clock."""
    return f"{clock(moment)} {calendar.zone_label(timezone.get_current_timezone_name())}"


@register.filter
def figure(number: Decimal | float | None) -> str:
    """'11.964' or '3,6': a number as Indonesians write it; empty for None."""
    return "" if number is None else charts.figure(number)


@register.filter
def unlocalised(number: Decimal | float) -> str:
    """A number as an HTML attribute wants it, whatever the language of the page."""
    return str(number)


@register.filter
def page_numbers(paginator: "Paginator[object]", current: int) -> list[int]:
    """The pages worth a link: first, last and those near `current`; 0 stands for a gap."""
    elided = paginator.get_elided_page_range(current, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else 0 for number in elided]


@register.filter
def first_name(full_name: str) -> str:
    """'Ratna' for 'Ratna Puspita Dewi'."""
    return full_name.split(" ", 1)[0]


@register.filter
def short_name(full_name: str) -> str:
    """'Ratna P.' for 'Ratna Puspita Dewi': enough for the person's own corner of the desk."""
    first, *rest = full_name.split() or [""]
    return f"{first} {rest[0][0]}." if rest else first


@register.filter
def dialled(number: str) -> str:
    """'6281234567890' for '0812-3456-7890': digits with the country's code, as links want them."""
    digits = "".join(character for character in number if character.isdigit())
    return f"62{digits[1:]}" if digits.startswith("0") else digits


@register.filter
def colours(village: Village) -> str:
    """The village's two colours as the query of its stylesheet, so that a change is seen at once."""
    return f"{village.colour_main}{village.colour_accent}".replace("#", "-").lstrip("-")


@register.filter
def kind(field: BoundField) -> str:
    """How a field is drawn: 'hidden', 'check' (one box), 'choices' (tiles), or 'line' (label above a control)."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "choices" if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple) else "line"


@register.filter
def control(field: BoundField) -> SafeString:
    """The input itself in our look. Attributes the form gave its widget stay; classes are added to."""
    widget = field.field.widget
    given = widget.attrs.get("class", "")
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return field.as_widget()
    own = ["input", given]
    if isinstance(widget, forms.DateInput | forms.TimeInput | forms.NumberInput):
        own.append("input-date")
    attrs: dict[str, str | bool] = {"class": " ".join(filter(None, own))}
    if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == "10":
        attrs["rows"] = "4"  # Django's own ten lines look like an essay is asked for
    if isinstance(widget, forms.NumberInput):
        attrs.setdefault("inputmode", "numeric")
    return field.as_widget(attrs=attrs)


@register.filter
def tile(option: BoundWidget) -> SafeString:
    """The radio or checkbox of one choice. What is wrong is said of the group: a radio has no `aria-invalid`."""
    option.data["attrs"].pop("aria-invalid", None)
    return option.tag()


@register.filter
def complaint(field: BoundField, error: str) -> str:
    """An error above the form, beginning with the field's name unless it does so by itself."""
    label = str(field.label)
    if error.lower().startswith(label.lower()):
        return error
    return f"{label} {error}" if label.endswith("?") else f"{label}: {error}"


@register.filter
def message_state(level_tag: str) -> str:
    """The `data-state` of a message of Django's messages framework."""
    return MESSAGE_STATES.get(level_tag, "info")


@register.filter
def notice_icon(state: str) -> str:
    """The sign that goes with a state, so that no state is told by colour alone."""
    return NOTICE_ICONS.get(state, "info")


@register.simple_block_tag
def notice(
    content: str, state: str = "info", title: str = "", icon_name: str = "", level: int = 2
) -> SafeString:
    """A notice around any content: `{% notice "warn" title="Kertas habis" %}<p>…</p>{% endnotice %}`.

    `level` is that of its heading: 1 where the notice is the page.
    """
    return render_to_string(
        "components/notice.html",
        {
            "state": state,
            "title": title,
            "icon_name": icon_name,
            "level": level,
            "content": mark_safe(content),  # noqa: S308
        },
    )


@register.simple_block_tag
def nothing(content: str, icon_name: str, title: str) -> SafeString:
    """An empty place that says what to do: `{% nothing "cari" "Belum ketemu" %}<p>…</p>{% endnothing %}`."""
    return render_to_string(
        "components/empty.html",
        {"icon_name": icon_name, "title": title, "content": mark_safe(content)},  # noqa: S308
    )

"""The editor as a browser without a script uses it: what its pages hold, and what is sent from them."""

import re
from typing import Any

from tests.factories import HallClient


def html(response: Any) -> str:
    return str(response.content.decode())


def begun(desk: HallClient, slug: str = "domisili") -> str:
    """The address of a draft of a kind."""
    return str(desk.post(f"/meja/surat/jenis/{slug}/ubah/")["Location"]).removeprefix("/sukamaju")


def sent(page: str, **typed: str) -> dict[str, Any]:
    """What a browser would send of the form on the page, with something typed over it."""
    form = page[page.index('<form id="susunan"') : page.index('<section id="pratinjau"')]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        is_off = ('type="checkbox"' in tag or 'type="radio"' in tag) and "checked" not in tag
        if name and not is_off and name[1] in found:
            found[name[1]] = [*found[name[1]], value[1] if value else ""]
        elif name and not is_off and 'type="checkbox"' in tag and value:
            found[name[1]] = [value[1]]
        elif name and not is_off:
            found[name[1]] = value[1] if value else "on" if "checkbox" in tag else ""
    found |= dict(re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?([^<]*)</textarea>', form))
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return {**found, **typed}


def asked_at_last(page: str) -> dict[str, str]:
    """What a browser would send of the page that asks whether to publish."""
    return dict(re.findall(r'name="(revisi|dibandingkan|effective_from)"[^>]*? value="([^"]*)"', page))

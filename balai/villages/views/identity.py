"""Overview of the settings, letterhead, logo, colours and regional words."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.tenancy.languages import languages_of
from balai.villages import operations
from balai.villages.enums import AreaLevel
from balai.villages.forms import ClockForm, ColoursForm, ContactForm, LanguagesForm, LogoForm, WordsForm
from balai.villages.models import Area, AreaHead, Identity, OfficeHours, Official
from balai.villages.opening import status_of
from balai.villages.rules import signature_titles, signing_order
from balai.villages.views.answers import FORM, POSTABLE, done, leave, show


@require_safe
@requires(Permission.MANAGE_VILLAGE)
def settings(request: OfficerRequest) -> HttpResponse:
    """What the village says about itself, and what is still missing."""
    today = timezone.localdate()
    areas = Area.objects.counted_by_level()
    signers = signing_order(Official.objects.serving(today), today)
    return show(
        request,
        "villages/settings.html",
        identity=Identity.objects.current(),
        signer=signers[0] if signers else None,
        signer_titles=signature_titles(signers[0], request.village.words) if signers else (),
        delegates=signers[1:],
        areas={level.name.lower(): areas.get(level, 0) for level in AreaLevel},
        heads=AreaHead.objects.serving(today).count(),
        has_hours=OfficeHours.objects.ordinary().exists(),
        office=status_of(request.village, timezone.now()),
        spoken=languages_of(request.village),
    )


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def contact(request: OfficerRequest) -> HttpResponse:
    """Address and telephone."""
    form = ContactForm(request.POST or None, instance=Identity.objects.current())
    if done(request, form, lambda data: operations.change_contact(**data, by=request.actor)):
        return leave(request, "Alamat kantor sudah disimpan.", "villages:settings")
    return show(request, FORM, form, title="Alamat dan kontak", note="Tampil di kop surat dan halaman warga.")


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def logo(request: OfficerRequest) -> HttpResponse:
    """The emblem on letters and pages."""
    form = LogoForm(request.POST or None, request.FILES or None)
    if done(request, form, lambda data: operations.replace_logo(**data, by=request.actor)):
        return leave(request, "Lambang sudah diganti.", "villages:logo_settings")
    return show(request, "villages/logo.html", form, identity=Identity.objects.current())


@require_POST
@requires(Permission.MANAGE_VILLAGE)
def remove_logo(request: OfficerRequest) -> HttpResponse:
    """Letters print no emblem until there is another."""
    operations.remove_logo(by=request.actor)
    return leave(request, "Lambang sudah dihapus.", "villages:logo_settings")


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def colours(request: OfficerRequest) -> HttpResponse:
    """The two colours, with a preview of what the stylesheet makes of them."""
    village = request.village
    shown = {"colour_main": village.colour_main, "colour_accent": village.colour_accent}
    tried = ColoursForm(request.GET or None)
    if request.method != "POST" and tried.is_valid():
        shown = tried.cleaned_data
    form = ColoursForm(request.POST or None, initial=shown)
    if done(request, form, lambda data: _change_colours(request, data)):
        return leave(request, "Warna sudah diganti.", "villages:settings")
    template = "villages/colours.html#preview" if request.htmx else "villages/colours.html"
    address = reverse("villages:preview", args=[shown["colour_main"][1:], shown["colour_accent"][1:]])
    return show(request, template, form, preview=address)


def _change_colours(request: OfficerRequest, data: dict[str, Any]) -> None:
    operations.change_colours(
        village=request.village, main=data["colour_main"], accent=data["colour_accent"], by=request.actor
    )


@require_safe
@requires(Permission.MANAGE_VILLAGE)
def preview(request: OfficerRequest, main: str, accent: str) -> HttpResponse:
    """Two colours for the preview alone: strict rules for inline styles leave no other place."""
    css = f'[data-village="pratinjau"]{{--village-1:#{main};--village-2:#{accent}}}'
    return HttpResponse(css, content_type="text/css; charset=utf-8")


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def words(request: OfficerRequest) -> HttpResponse:
    """What offices and levels are called here."""
    form = WordsForm(request.POST or None, initial=_own(request, WordsForm))
    village = request.village
    if done(
        request, form, lambda data: operations.change_words(village=village, words=data, by=request.actor)
    ):
        return leave(request, "Sebutan sudah disimpan.", "villages:settings")
    return show(request, "villages/words.html", form)


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def languages(request: OfficerRequest) -> HttpResponse:
    """In which languages residents can read the public pages."""
    village = request.village
    posted = request.POST if request.method == "POST" else None  # without a tick it's empty, and means none
    form = LanguagesForm(posted, initial={"languages": village.languages})
    if done(
        request, form, lambda data: operations.change_languages(village=village, **data, by=request.actor)
    ):
        return leave(request, "Bahasa sudah disimpan.", "villages:settings")
    note = "Isi yang ditulis kantor sendiri tetap berbahasa Indonesia."
    return show(request, FORM, form, title="Bahasa halaman warga", note=note)


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def clock(request: OfficerRequest) -> HttpResponse:
    """Time zone, and how old the register may become."""
    form = ClockForm(request.POST or None, initial=_own(request, ClockForm))
    village = request.village
    if done(request, form, lambda data: operations.change_clock(village=village, **data, by=request.actor)):
        return leave(request, "Zona waktu sudah disimpan.", "villages:settings")
    return show(request, FORM, form, title="Waktu dan pembaruan data", note="")


def _own(request: OfficerRequest, form: type[WordsForm | ClockForm]) -> dict[str, Any]:
    # Not `instance=`: a refused form must not change the village the page is drawn with.
    return {name: getattr(request.village, name) for name in form.base_fields}

"""What officers put on the link page."""

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from balai.core.templatetags.look import dialled
from balai.publications.enums import ChannelKind, LinkSection
from balai.publications.models import Link
from balai.publications.operations.links import LinkFacts
from balai.services.models import Service

_NUMBER: Final = re.compile(r"\+?[0-9][0-9 ()-]{7,18}")
_NAME: Final = re.compile(r"@?(?P<name>[\w.-]{2,60})", re.ASCII)
# A name of an account becomes an address; so nobody has to look it up.
_PLACES: Final[Mapping[str, str]] = {
    ChannelKind.FACEBOOK: "https://www.facebook.com/{}",
    ChannelKind.INSTAGRAM: "https://www.instagram.com/{}/",
    ChannelKind.YOUTUBE: "https://www.youtube.com/@{}",
    ChannelKind.TIKTOK: "https://www.tiktok.com/@{}",
    ChannelKind.X: "https://x.com/{}",
    ChannelKind.TELEGRAM: "https://t.me/{}",
}
_WEB: Final = URLValidator(
    schemes=["http", "https"], message="Tulis alamat lengkapnya, dimulai dengan https://"
)


def target_of(channel: str, written: str) -> str:
    """The address of an account, of a WhatsApp number, or of what is already one. Raises `ValidationError`."""
    written = written.strip()
    if channel == ChannelKind.WHATSAPP and _NUMBER.fullmatch(written):
        return f"https://wa.me/{dialled(written)}"
    is_name = _NAME.fullmatch(written)
    if is_name and channel in _PLACES:
        return _PLACES[channel].format(is_name["name"])
    address = written if "://" in written else f"https://{written}"
    _WEB(address)
    if urlsplit(address).username or urlsplit(address).password:
        raise ValidationError("Alamat ini memuat nama pengguna. Salin alamat dari bilah peramban.")
    return address


class LinkForm(forms.Form):
    """A link of one section: only what that section has is asked for."""

    service = forms.ModelChoiceField(
        queryset=Service.objects.none(), label="Layanan", empty_label="Pilih layanan",
        error_messages={"required": "Pilih layanannya."},
    )  # fmt: skip
    channel = forms.ChoiceField(
        label="Jenis kanal", choices=ChannelKind, error_messages={"required": "Pilih jenisnya."}
    )
    title = forms.CharField(
        label="Judul", max_length=80, required=False, error_messages={"required": "Tulis judulnya."}
    )
    target = forms.CharField(label="Alamat", max_length=500, error_messages={"required": "Tulis alamatnya."})

    def __init__(self, *args: Any, section: LinkSection, link: Link | None = None, **kwargs: Any) -> None:
        self.section = section
        if link:
            kwargs["initial"] = {
                "service": link.service_id,
                "channel": link.channel,
                "title": link.title,
                "target": link.target,
            }
        super().__init__(*args, **kwargs)
        is_service, is_channel = section is LinkSection.SERVICES, section is LinkSection.CHANNELS
        if is_service:
            self.fields["service"].queryset = Service.objects.order_by("name")  # type: ignore[attr-defined]
            self.fields["title"].help_text = "Kosong berarti nama layanannya."
            del self.fields["target"]
        else:
            self.fields["title"].required = not is_channel
            del self.fields["service"]
        if is_channel:
            self.fields["title"].help_text = "Kosong berarti nama kanalnya, misalnya WhatsApp."
            self.fields["target"].help_text = "Nomor WhatsApp, nama akun, atau alamat lengkap."
        else:
            del self.fields["channel"]
            if not is_service:
                self.fields["target"].help_text = "Contoh: https://www.youtube.com/watch?v=…"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("target"):
            try:
                said["target"] = target_of(said.get("channel", ""), said["target"])
            except ValidationError as problem:
                self.add_error("target", problem)
        return said

    @property
    def facts(self) -> LinkFacts:
        said = self.cleaned_data
        service, channel = said.get("service"), said.get("channel", "")
        fallback = service.name[:80] if service else str(ChannelKind(channel).label) if channel else ""
        return LinkFacts(said["title"] or fallback, said.get("target", ""), channel, service)

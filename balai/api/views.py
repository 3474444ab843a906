"""The page where an administrator makes and revokes tokens."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.api.enums import Scope
from balai.api.forms import TokenForm
from balai.api.models import Token
from balai.api.operations import create_token, revoke_token
from balai.core.confirming import confirm

POSTABLE = ["GET", "HEAD", "POST"]
MOST_SHOWN = 100


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def tokens(request: OfficerRequest) -> HttpResponse:
    """All tokens; after making one, its secret, this one time."""
    form, secret, status = TokenForm(request.POST if request.method == "POST" else None), "", 200
    if request.method == "POST":
        if form.is_valid():
            _, secret = create_token(
                name=form.cleaned_data["name"],
                scopes=[Scope(scope) for scope in form.cleaned_data["scopes"]],
                expires_at=timezone.now() + form.life,
                by=request.actor,
            )
            form = TokenForm()
        else:
            status = 422
    now = timezone.now()
    rows = [(token, token.is_valid(now)) for token in Token.objects.all()[:MOST_SHOWN]]
    address = request.build_absolute_uri(reverse("api:v1:openapi-json"))
    context = {"tab": "village", "form": form, "secret": secret, "rows": rows, "address": address}
    return render(request, "api/tokens.html", context, status=status)


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def revoke(request: OfficerRequest, token_id: UUID) -> HttpResponse:
    """Ask once, then revoke."""
    token = get_object_or_404(Token, pk=token_id)
    if request.method == "POST":
        revoke_token(token=token, by=request.actor)
        messages.success(request, f"Kunci {token.name} dicabut. Programnya tidak bisa masuk lagi.")
        return redirect("api:tokens")
    return confirm(
        request,
        tab="village",
        question=f"Cabut kunci {token.name}?",
        consequence="Program itu langsung tidak bisa masuk. Ini tidak bisa dibatalkan, tetapi kunci baru bisa dibuat.",
        action="Cabut kunci",
        danger=True,
        back=reverse("api:tokens"),
    )

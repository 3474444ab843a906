"""The web server with one page more, on which a paper of several pages is handed in, as apps above make theirs."""

# ruff: noqa: I001  # Django must be set up before its views are imported
from config.wsgi import application

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.template import engines
from django.urls import path
from django.views.decorators.http import require_POST

from balai.accounts.actors import Actor
from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.documents.forms import PapersField
from balai.documents.models import Document
from balai.documents.operations import delete_document, receive_whole
from balai.documents.refusals import FileRefused
from balai.documents.views import answer_piece, document_response
from config import urls_village

__all__ = ["application"]

TEMPLATE = """{% extends "public.html" %}{% load static documents %}
{% block title %}Foto Kartu Keluarga{% endblock %}
{% block scripts %}{{ block.super }}<script type="module" src="{% static 'balai/js/documents/page.js' %}"></script>{% endblock %}
{% block content %}<h1>Foto dokumen</h1>
<form method="post" enctype="multipart/form-data" class="stack stack-5" novalidate data-papers-form>{% csrf_token %}
{% include "documents/papers.html" with name="kk" label="Kartu Keluarga" hint="Kedua sisi, kalau ada tulisan di belakangnya." level="h2" %}
{% include "documents/papers_wait.html" %}
<p><button class="button" type="submit">Simpan dan lanjut</button></p>
</form>{% paper_limits %}{% endblock %}"""


@public_page
def page(request: PublicRequest) -> HttpResponse:
    errors: list[str] = []
    if request.method == "POST":
        errors = _take(request)
        if not errors:
            return HttpResponseRedirect(request.path)
    get_token(request)
    papers = [
        {"document": document, "address": f"{document.pk}/"}
        for document in Document.objects.order_by("received_at", "id")
    ]
    shown = engines["django"].from_string(TEMPLATE).render(
        {"papers": papers, "send": "kk/", "errors": errors, "tab": "home"}, request
    )  # fmt: skip
    return HttpResponse(shown, status=422 if errors else 200)


def _take(request: PublicRequest) -> list[str]:
    if wanted := request.POST.get("hapus"):
        delete_document(document=Document.objects.get(pk=wanted), by=Actor.stranger())
        return []
    try:
        for content in PapersField(required=False).clean(request.FILES.getlist("kk")):
            receive_whole(content=content)
    except FileRefused as refusal:
        return [str(refusal)]
    return []


@public_page
@require_POST
def piece(request: PublicRequest, key: UUID) -> HttpResponse:
    return answer_piece(request, key)


@public_page
def show(request: PublicRequest, document_id: UUID) -> HttpResponse:
    return document_response(Document.objects.get(pk=document_id), "kk")


urls_village.urlpatterns[:0] = [
    path("uji/berkas/", page),
    path("uji/berkas/<uuid:document_id>/", show),
    path("uji/berkas/kk/<uuid:key>/", piece),
]

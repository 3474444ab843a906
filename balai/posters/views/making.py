"""Choosing a paper, looking at it, and making it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.posters.enums import Subject
from balai.posters.forms import PaperForm
from balai.posters.ledger import Hall, hanging
from balai.posters.operations import print_paper
from balai.posters.papers import PAPERS, SIZES, Paper, Size, papers_about
from balai.posters.permissions import MAKES_PAPERS
from balai.posters.setting import NoPublicAddress, Wanted
from balai.posters.village_facts import digest
from balai.services.catalogue import Listed, find

POSTABLE = ["GET", "HEAD", "POST"]
A_YEAR = 365 * 24 * 3600
PAGES_SHOWN = 4
ON_A_SMALL_BOARD = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper to choose, with its picture."""

    paper: Paper
    url: str
    picture: str

    @property
    def sizes(self) -> str:
        return ", ".join(SIZES[slug].name for slug in self.paper.sizes)


@require_safe
@requires(MAKES_PAPERS)
def home(request: OfficerRequest) -> HttpResponse:
    """The papers of the office, the services, and what hangs out of date."""
    hall = _hall(request)
    asked = request.GET.get("cari", "").strip()[:100]
    services = list(hall.services.values())
    outdated = [each for each in hanging(hall) if each.reasons]
    context = {
        "tab": "services",
        "office": [_shown(hall, paper) for paper in PAPERS.values() if paper.subject is not Subject.SERVICE],
        "services": find(services, asked) if asked else services,
        "asked": asked,
        "outdated": outdated,
        "has_address": bool(hall.facts.site),
    }
    template = "posters/home.html#services" if request.htmx else "posters/home.html"
    return render(request, template, context)


@require_safe
@requires(MAKES_PAPERS)
def service(request: OfficerRequest, service: str) -> HttpResponse:
    """The papers of one service."""
    hall = _hall(request)
    listed = _listed(hall, service)
    context = {
        "tab": "services",
        "listed": listed,
        "papers": [_shown(hall, paper, listed) for paper in papers_about(Subject.SERVICE)],
        "has_address": bool(hall.facts.site),
    }
    return render(request, "posters/service.html", context)


@require_http_methods(POSTABLE)
@requires(MAKES_PAPERS)
def make(request: OfficerRequest, service: str, paper: str) -> HttpResponse:
    """One paper of one service."""
    hall = _hall(request)
    return _make(request, hall, _paper(paper, Subject.SERVICE), _listed(hall, service))


@require_http_methods(POSTABLE)
@requires(MAKES_PAPERS)
def make_for_village(request: OfficerRequest, paper: str) -> HttpResponse:
    """One paper of the office."""
    return _make(request, _hall(request), _paper(paper, Subject.VILLAGE, Subject.BOARD), None)


@require_safe
@requires(MAKES_PAPERS)
def picture(request: OfficerRequest, service: str, paper: str, size: str) -> HttpResponse:
    """What it looks like."""
    hall = _hall(request)
    chosen = _paper(paper, Subject.SERVICE)
    return _picture(request, hall.wanted(chosen, _size(chosen, size), _listed(hall, service)))


@require_safe
@requires(MAKES_PAPERS)
def village_picture(request: OfficerRequest, paper: str, size: str) -> HttpResponse:
    """What it looks like."""
    chosen = _paper(paper, Subject.VILLAGE, Subject.BOARD)
    return _picture(request, _example(_hall(request), chosen, _size(chosen, size)))


def _example(hall: Hall, paper: Paper, size: Size, listed: Listed | None = None) -> Wanted:
    """The paper as its picture shows it; a board with a few services only, because it is small there."""
    few = list(hall.services)[:ON_A_SMALL_BOARD] if paper.subject is Subject.BOARD else []
    return hall.wanted(paper, size, listed, chosen=few)


def _make(request: OfficerRequest, hall: Hall, paper: Paper, listed: Listed | None) -> HttpResponse:
    board = list(hall.services.values()) if paper.subject is Subject.BOARD else []
    form = PaperForm(request.POST if request.method == "POST" else None, paper=paper, board=board)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        wanted = hall.wanted(
            paper, SIZES[told["ukuran"]], listed, chosen=told.get("layanan", ()), bleed=form.bleed
        )
        try:
            printed = print_paper(
                wanted=wanted, copies=told["lembar"], place=told["tempat"], by=request.actor
            )
        except NoPublicAddress as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Siap. Unduh berkasnya, lalu cetak.")
            return redirect("posters:printed", printed.pk)
    context = {
        "tab": "services",
        "form": form,
        "paper": paper,
        "heading": hall.wanted(paper, SIZES[paper.sizes[0]], listed).title,
        "listed": listed,
        "pictures": _pictures(hall, paper, listed),
    }
    return render(request, "posters/make.html", context, status=422 if form.errors else 200)


def _pictures(hall: Hall, paper: Paper, listed: Listed | None) -> list[str]:
    """The addresses of its first pages."""
    first = _shown(hall, paper, listed).picture
    return [first, *(f"{first}&halaman={number}" for number in range(2, min(paper.pages, PAGES_SHOWN) + 1))]


def _shown(hall: Hall, paper: Paper, listed: Listed | None = None) -> Shown:
    size = SIZES[paper.sizes[0]]
    print_of = digest([_example(hall, paper, size, listed).made_from, hall.on.isoformat()])
    if listed:
        where = [listed.service.slug, paper.slug]
        urls = reverse("posters:make", args=where), reverse("posters:picture", args=[*where, size.slug])
    else:
        urls = (
            reverse("posters:make_for_village", args=[paper.slug]),
            reverse("posters:village_picture", args=[paper.slug, size.slug]),
        )
    return Shown(paper, urls[0], f"{urls[1]}?isi={print_of}")


def _picture(request: OfficerRequest, wanted: Wanted) -> HttpResponse:
    """The address holds what it was made from, so a browser may keep what it got."""
    made_of = digest([wanted.made_from, wanted.on.isoformat()])
    pages = _DRAWN.pages(wanted, made_of)
    number = request.GET.get("halaman", "1")
    if not number.isdecimal() or not 0 < int(number) <= len(pages):
        raise Http404
    response = HttpResponse(pages[int(number) - 1], content_type="image/svg+xml")
    fresh = request.GET.get("isi") == made_of
    response.headers["Cache-Control"] = (
        f"private, max-age={A_YEAR}, immutable" if fresh else "private, no-cache"
    )
    return response


class _Drawings:
    """Pictures by what they show: a page of previews is asked for more than once, and drawing one takes a while."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[tuple[str, ...], list[str]] = {}

    def pages(self, wanted: Wanted, made_of: str) -> list[str]:
        about = wanted.service.service.slug if wanted.service else ""
        key = (str(wanted.facts.village.pk), about, wanted.paper.slug, wanted.size.slug, made_of)
        if key not in self._kept:
            if len(self._kept) >= self._most:
                self._kept.clear()
            self._kept[key] = wanted.as_pictures()[:PAGES_SHOWN]
        return self._kept[key]


_DRAWN = _Drawings(most=64)


def _hall(request: OfficerRequest) -> Hall:
    return Hall.of(request.village, timezone.localdate())


def _listed(hall: Hall, slug: str) -> Listed:
    if slug not in hall.services:
        raise Http404
    return hall.services[slug]


def _paper(slug: str, *subjects: Subject) -> Paper:
    paper = PAPERS.get(slug)
    if paper is None or paper.subject not in subjects:
        raise Http404
    return paper


def _size(paper: Paper, slug: str) -> Size:
    size = paper.size(slug)
    if size is None:
        raise Http404
    return size

"""Addresses of introductions: short ones for the phones of heads, and the office's."""

from django.urls import path

from balai.introductions.views import introduction, neighbours, office, village

app_name = "introductions"

one = "meja/pengantar/<uuid:introduction_id>/"
neighbour = "meja/pengantar/warga/<uuid:resident_id>/"

urlpatterns = [
    path("meja/pengantar/", neighbours.home, name="home"),
    path("meja/pengantar/warga/", neighbours.neighbours, name="neighbours"),
    path(neighbour, neighbours.neighbour, name="neighbour"),
    path(f"{neighbour}beri/", neighbours.give, name="give"),
    path("meja/pengantar/daftar/", office.introduction_list, name="list"),
    path("meja/pengantar/kertas/", office.choose_resident, name="choose"),
    path("meja/pengantar/kertas/<uuid:resident_id>/", office.record, name="record"),
    path("meja/pengantar/aturan/", village.rules, name="rules"),
    path(one, introduction.detail, name="detail"),
    path(f"{one}pengantar.pdf", introduction.paper, name="paper"),
    path(f"{one}foto.jpg", office.photo, name="photo"),
    path(f"{one}setujui/", introduction.endorse, name="endorse"),
    path(f"{one}tanda-tangan/", introduction.endorsed_on_paper, name="endorsed_on_paper"),
    path(f"{one}cabut/", introduction.withdraw, name="withdraw"),
]

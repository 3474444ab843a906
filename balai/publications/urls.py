"""Addresses of the site, from the village's root."""

from django.urls import path, re_path

from balai.publications.views import (
    articles,
    corrections,
    desk,
    information,
    link_page,
    links,
    pictures,
    public,
    reporting,
)

app_name = "publications"

_ARTICLE = "meja/situs/tulisan/<uuid:article_id>/"

urlpatterns = [
    path("kabar/", public.news, name="news"),
    path("kabar/<slug:slug>/", public.article, name="article"),
    path("profil/", public.profile, name="profile"),
    path("maklumat/", public.charter, name="charter"),
    path("kontak/", public.contact, name="contact"),
    re_path(r"^gambar/(?P<name>[0-9a-f]{64})\.webp$", public.picture, name="picture"),
    path("tautan/", link_page.links, name="links"),
    path("tautan/<uuid:link_id>/", link_page.follow, name="follow"),
    path("informasi/", information.information, name="information"),
    re_path(r"^informasi/(?P<name>[0-9a-f]{64})\.pdf$", information.document, name="document"),
    path("keliru/", reporting.report, name="report"),
    path("keliru/cari/", reporting.find, name="find_report"),
    path("keliru/dibetulkan/", reporting.corrected, name="corrected"),
    path("keliru/<slug:code>/", reporting.reported, name="reported"),
    path("meja/situs/", desk.site, name="site"),
    path("meja/situs/kabar/", articles.article_list, name="desk_articles"),
    path("meja/situs/tulis/<slug:kind>/", articles.write, name="write"),
    path(_ARTICLE, articles.detail, name="desk_article"),
    path(f"{_ARTICLE}ubah/", articles.edit, name="edit"),
    path(f"{_ARTICLE}pratinjau/", articles.preview, name="preview"),
    path(f"{_ARTICLE}terbitkan/", articles.release, name="release"),
    path(f"{_ARTICLE}tarik/", articles.withdraw, name="withdraw"),
    path(f"{_ARTICLE}ditinjau/", articles.reviewed, name="reviewed"),
    path(f"{_ARTICLE}jadwal-tinjau/", articles.rhythm, name="rhythm"),
    path(f"{_ARTICLE}gambar/", pictures.add, name="add_picture"),
    path(f"{_ARTICLE}gambar/<int:number>/", pictures.describe, name="describe_picture"),
    path(f"{_ARTICLE}gambar/<int:number>/hapus/", pictures.remove, name="remove_picture"),
    path("meja/situs/tautan/", links.overview, name="desk_links"),
    path("meja/situs/tautan/klik/", links.clicks, name="clicks"),
    re_path(r"^meja/situs/tautan/kode\.(?P<form>svg|png)$", links.code, name="link_code"),
    path("meja/situs/tautan/tambah/<slug:section>/", links.add, name="add_link"),
    path("meja/situs/tautan/<uuid:link_id>/", links.change, name="change_link"),
    path("meja/situs/tautan/<uuid:link_id>/tampil/", links.switch, name="switch_link"),
    path("meja/situs/tautan/<uuid:link_id>/hapus/", links.remove, name="remove_link"),
    path("meja/situs/tautan/<uuid:link_id>/pindah/<slug:where>/", links.move, name="move_link"),
    path("meja/situs/keliru/", corrections.correction_list, name="desk_corrections"),
    path("meja/situs/keliru/<uuid:correction_id>/", corrections.correction, name="desk_correction"),
    path("meja/situs/informasi/", information.overview, name="desk_information"),
    path("meja/situs/informasi/tambah/", information.add, name="add_information"),
    path("meja/situs/informasi/<uuid:entry_id>/", information.change, name="change_information"),
    path("meja/situs/informasi/<uuid:entry_id>/hapus/", information.remove, name="remove_information"),
]

"""Pages about the village itself."""

from django.urls import path, re_path

from balai.villages.views import areas, hours, identity, officials, public

app_name = "villages"

urlpatterns = [
    re_path(r"^lambang/(?P<version>[0-9a-f]{16})\.png$", public.logo, name="logo"),
    path("meja/desa/", identity.settings, name="settings"),
    path("meja/desa/alamat/", identity.contact, name="contact"),
    path("meja/desa/lambang/", identity.logo, name="logo_settings"),
    path("meja/desa/lambang/hapus/", identity.remove_logo, name="remove_logo"),
    path("meja/desa/warna/", identity.colours, name="colours"),
    re_path(
        r"^meja/desa/warna/(?P<main>[0-9a-f]{6})-(?P<accent>[0-9a-f]{6})\.css$",
        identity.preview,
        name="preview",
    ),
    path("meja/desa/sebutan/", identity.words, name="words"),
    path("meja/desa/bahasa/", identity.languages, name="languages"),
    path("meja/desa/waktu/", identity.clock, name="clock"),
    path("meja/desa/wilayah/", areas.area_list, name="areas"),
    path("meja/desa/wilayah/tambah/", areas.add_area, name="add_area"),
    path("meja/desa/wilayah/<uuid:id>/", areas.area_detail, name="area"),
    path("meja/desa/wilayah/<uuid:parent_id>/tambah/", areas.add_area, name="add_area_in"),
    path("meja/desa/wilayah/<uuid:id>/nama/", areas.rename_area, name="rename_area"),
    path("meja/desa/wilayah/<uuid:id>/hapus/", areas.remove_area, name="remove_area"),
    path("meja/desa/wilayah/<uuid:id>/ketua/", areas.appoint_head, name="appoint_head"),
    path("meja/desa/ketua/<uuid:id>/akun/", areas.connect_head, name="connect_head"),
    path("meja/desa/ketua/<uuid:id>/akhiri/", areas.end_headship, name="end_headship"),
    path("meja/desa/pejabat/", officials.official_list, name="officials"),
    path("meja/desa/pejabat/tambah/", officials.appoint, name="appoint"),
    path("meja/desa/pejabat/<uuid:id>/", officials.correct, name="correct_official"),
    path("meja/desa/pejabat/<uuid:id>/akhiri/", officials.end, name="end_term"),
    path("meja/desa/pejabat/<uuid:id>/berhalangan/", officials.record_absence, name="record_absence"),
    path("meja/desa/berhalangan/<uuid:id>/hapus/", officials.remove_absence, name="remove_absence"),
    path("meja/desa/jam-buka/", hours.hours, name="hours"),
    path("meja/desa/jam-buka/minggu/", hours.week, name="week"),
    path("meja/desa/jam-buka/khusus/", hours.add_special, name="add_special"),
    path(
        "meja/desa/jam-buka/khusus/<str:first>/<str:last>/hapus/", hours.remove_special, name="remove_special"
    ),
    path("meja/desa/jam-buka/tutup/", hours.add_closure, name="add_closure"),
    path("meja/desa/jam-buka/tutup/<uuid:id>/hapus/", hours.remove_closure, name="remove_closure"),
    path("meja/desa/jam-buka/cuti-bersama/", hours.set_leave, name="set_leave"),
]

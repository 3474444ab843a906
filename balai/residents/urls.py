"""Addresses of the register at the desk."""

from django.urls import path

from balai.residents.views import events, history, lookup, people

app_name = "residents"

person = "meja/warga/<uuid:resident_id>/"
family = "meja/warga/keluarga/<uuid:family_id>/"

urlpatterns = [
    path("meja/warga/", lookup.resident_list, name="list"),
    path("meja/warga/cari/", lookup.resident_list, name="search"),
    path("meja/warga/catat/", people.choose_event, name="choose_event"),
    path("meja/warga/datang/", people.arrival, name="arrival"),
    path("meja/warga/peristiwa/", history.event_list, name="events"),
    path("meja/warga/peristiwa/<uuid:event_id>/", history.event_detail, name="event"),
    path("meja/warga/selisih/", history.differences, name="differences"),
    path("meja/warga/selisih/unduh/", history.download_differences, name="download_differences"),
    path(person, lookup.resident_detail, name="detail"),
    path(f"{person}betulkan/", people.correct, name="correct"),
    path(f"{person}hubungan/", events.relation, name="relation"),
    path(f"{person}kematian/", events.death, name="death"),
    path(f"{person}hilang/", events.missing, name="missing"),
    path(f"{person}pergi/", events.away, name="away"),
    path(f"{person}kembali/", events.return_home, name="return"),
    path(f"{person}tidak-valid/", events.annul, name="annul"),
    path(family, lookup.family_detail, name="family"),
    path(f"{family}kelahiran/", events.birth, name="birth"),
    path(f"{family}datang/", people.arrival_in_family, name="arrival_in_family"),
    path(f"{family}pindah/", events.departure, name="departure"),
    path(f"{family}alamat/", events.address, name="address"),
    path(f"{family}pisah/", events.split, name="split"),
    path(f"{family}gabung/", events.join, name="join"),
    path(f"{family}kepala/", events.head, name="head"),
    path(f"{family}nomor/", events.reissue, name="reissue"),
]

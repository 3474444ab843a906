"""Addresses of the register at the desk."""

from django.urls import path

from balai.residents.views import books, events, exchange, history, lookup, people, public, reports

app_name = "residents"

person = "meja/warga/<uuid:resident_id>/"
family = "meja/warga/keluarga/<uuid:family_id>/"
book = "meja/laporan/buku/<str:month>/<slug:slug>"

urlpatterns = [
    path("statistik/", public.figures, name="public_figures"),
    path("meja/warga/", lookup.resident_list, name="list"),
    path("meja/warga/cari/", lookup.resident_list, name="search"),
    path("meja/warga/catat/", people.choose_event, name="choose_event"),
    path("meja/warga/datang/", people.arrival, name="arrival"),
    path("meja/warga/peristiwa/", history.event_list, name="events"),
    path("meja/warga/peristiwa/<uuid:event_id>/", history.event_detail, name="event"),
    path("meja/warga/impor/", exchange.import_files, name="import"),
    path("meja/warga/impor/<uuid:run_id>/", exchange.import_run, name="import_run"),
    path("meja/warga/impor/<uuid:run_id>/kemajuan/", exchange.import_progress, name="import_progress"),
    path("meja/warga/impor/<uuid:run_id>/terapkan/", exchange.import_apply, name="import_apply"),
    path("meja/warga/impor/<uuid:run_id>/batal/", exchange.import_cancel, name="import_cancel"),
    path("meja/warga/impor/<uuid:run_id>/ulangi/", exchange.import_recheck, name="import_recheck"),
    path("meja/warga/impor/<uuid:run_id>/ditandai/", exchange.import_marked, name="import_marked"),
    path("meja/warga/unduh/", exchange.export, name="export"),
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
    path("meja/laporan/", reports.statistics, name="statistics"),
    path("meja/laporan/statistik.pdf", reports.statistics_paper, name="statistics_paper"),
    path("meja/laporan/statistik.xlsx", reports.statistics_sheets, name="statistics_sheets"),
    path("meja/laporan/buku/", books.books, name="books"),
    path(f"{book}/", books.book_volumes, name="book_volumes"),
    path(f"{book}/jilid-<int:number>.pdf", books.book_on_paper, name="book_volume"),
    path(f"{book}.pdf", books.book_on_paper, name="book_on_paper"),
    path(f"{book}.zip", books.all_volumes, name="book_archive"),
    path(f"{book}.xlsx", books.book_as_workbook, name="book_as_workbook"),
]

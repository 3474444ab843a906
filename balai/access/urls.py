"""Addresses of the desk about access to kiosks."""

from django.urls import path

from balai.access.views import calls, cards, pins, resident

app_name = "access"

person = "meja/warga/<uuid:resident_id>/akses/"
call = "meja/bantuan/<uuid:call_id>/"

urlpatterns = [
    path(person, resident.access, name="resident"),
    path(f"{person}tahanan/", pins.end_wait, name="end_wait"),
    path(f"{person}pin/", pins.give, name="give_pin"),
    path(f"{person}pin/lembar/", pins.slip, name="pin_slip"),
    path(f"{person}pin/blokir/", pins.block, name="block_pin"),
    path(f"{person}kartu/", cards.give, name="give_card"),
    path(f"{person}kartu/<uuid:card_id>/cetak/", cards.print_one, name="print_card"),
    path(f"{person}kartu/<uuid:card_id>/akhiri/", cards.end, name="end_card"),
    path(f"{person}ktp/", resident.register_tag, name="register_tag"),
    path(f"{person}ktp/hapus/", resident.remove_tag, name="remove_tag"),
    path("meja/kartu/", cards.to_print, name="cards"),
    path("meja/bantuan/", calls.call_list, name="calls"),
    path("meja/bantuan/pita/", calls.strip, name="calls_strip"),
    path(call, calls.call_detail, name="call"),
    path(f"{call}kenali/<uuid:resident_id>/", calls.recognise, name="confirm"),
    path(f"{call}tolak/", calls.refuse, name="refuse"),
]

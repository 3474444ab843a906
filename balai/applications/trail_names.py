"""What the actions of this app are called in the audit trail."""

from balai.accounts.trail import name_actions, name_fact
from balai.applications.enums import Action

name_fact("channel", "jalur")
name_fact("code", "kode")
name_fact("result", "dokumen jadi")
name_fact("from", "dari")
name_fact("to", "menjadi")
name_fact("before", "sebelumnya")
name_fact("carried", "dibawa dari kantor lain")
name_fact("package", "isi paket")
name_fact("office", "kode kantor")
name_fact("use", "dipakai untuk")
name_fact("text", "kalimat")
name_fact("requirement", "syarat")
name_fact("questions", "pertanyaan")
name_fact("sheet", "formulir")
name_fact("document", "berkas")
name_fact("second_pair", "dua petugas")
name_fact("asks_code", "kode ke surel")

name_actions({action.value: action.label for action in Action})

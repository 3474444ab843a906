"""What the actions of this app are called in the audit trail."""

from balai.accounts.trail import YES_OR_NO, name_actions, name_fact
from balai.villages.enums import AreaLevel, Position

name_fact("level", "tingkat", AreaLevel.choices)
name_fact("position", "jabatan", Position.choices)
name_fact("sha256", "sidik berkas")
name_fact("closed", "tutup", YES_OR_NO)
name_fact("officer", "akun")
name_fact("languages", "bahasa")

name_actions(
    {
        "villages.agency_added": "Menambah instansi",
        "villages.agency_changed": "Mengubah data instansi",
        "villages.agency_retired": "Menghapus instansi dari daftar",
        "villages.area_added": "Menambah wilayah",
        "villages.areas_added": "Menambah banyak wilayah",
        "villages.area_renamed": "Mengganti nama wilayah",
        "villages.area_removed": "Menghapus wilayah",
        "villages.area_head_appointed": "Mencatat ketua wilayah",
        "villages.area_heads_appointed": "Mencatat banyak ketua wilayah",
        "villages.area_head_connected": "Menghubungkan akun ketua wilayah",
        "villages.area_head_ended": "Mengakhiri masa ketua wilayah",
        "villages.official_appointed": "Mencatat pejabat",
        "villages.official_corrected": "Membetulkan data pejabat",
        "villages.term_ended": "Mengakhiri masa jabatan",
        "villages.absence_recorded": "Mencatat pejabat berhalangan",
        "villages.absence_removed": "Menghapus catatan berhalangan",
        "villages.contact_changed": "Mengganti alamat atau kontak",
        "villages.logo_changed": "Mengganti lambang",
        "villages.logo_removed": "Menghapus lambang",
        "villages.colours_changed": "Mengganti warna",
        "villages.clock_changed": "Mengatur zona waktu dan batas umur data",
        "villages.words_changed": "Mengganti sebutan",
        "villages.languages_changed": "Mengatur bahasa halaman warga",
        "villages.week_set": "Mengatur jam buka",
        "villages.special_hours_added": "Menambah jam buka khusus",
        "villages.special_hours_removed": "Menghapus jam buka khusus",
        "villages.closure_added": "Menambah hari tutup",
        "villages.closure_removed": "Menghapus hari tutup",
        "villages.collective_leave_set": "Mengatur cuti bersama",
    }
)

from typing import Any

from django.core.management.base import BaseCommand

from balai.villages.national_areas import load_national_areas


class Command(BaseCommand):
    help = "Memuat tabel kode wilayah seluruh Indonesia. Boleh dijalankan berulang kali."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_national_areas()
        for level, count in loaded.counts.items():
            self.stdout.write(f"{level.label}: {count}")
        self.stdout.write(f"Baris baru atau berubah: {loaded.written}")

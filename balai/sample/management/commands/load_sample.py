from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from balai.sample.accounts import DEMO_PASSWORD
from balai.sample.loading import RealDataHere, is_loaded, load_sample


class Command(BaseCommand):
    help = "Memuat kabupaten contoh: tiga desa, warga rekaan, dan akun contoh. Dijalankan lagi: tidak mengubah apa pun."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="angka yang sama memberi warga yang sama")
        parser.add_argument(
            "--small", action="store_true", help="sedikit keluarga, untuk mencoba dengan cepat"
        )

    def handle(self, *args: Any, seed: int, small: bool, **options: Any) -> None:
        if is_loaded():
            self.stdout.write("Data contoh sudah dimuat.")
            return
        try:
            loaded = load_sample(seed=seed, small=small, today=timezone.localdate())
        except RealDataHere as problem:
            raise CommandError(str(problem)) from problem
        for village in loaded:
            self.stdout.write(
                f"{village.name}: {village.areas} wilayah, {village.families} keluarga, "
                f"{village.residents} warga, {village.events} peristiwa, {village.letters} surat"
            )
        self.stdout.write(f"Kata sandi semua akun contoh: {DEMO_PASSWORD}")

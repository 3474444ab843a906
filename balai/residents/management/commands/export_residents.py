"""`manage.py export_residents FILE --village CODE --layout opensid|siak|balai`: the register as a workbook."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from balai.accounts.actors import Actor
from balai.residents.exchange.export import export_residents
from balai.residents.exchange.layouts import LAYOUTS
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for


class Command(BaseCommand):
    help = "Menulis register warga ke buku kerja .xlsx."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="berkas .xlsx yang akan dibuat")
        parser.add_argument("--village", required=True, help="kode desa, misalnya 99.01.01.2001")
        parser.add_argument("--layout", choices=sorted(LAYOUTS), default="balai", help="susunan kolom")
        parser.add_argument("--living-only", action="store_true", help="hanya warga yang hidup dan menetap")

    def handle(self, *args: Any, **options: Any) -> None:
        village = Village.objects.filter(code=options["village"]).first()
        if village is None:
            raise CommandError(f"Tidak ada desa berkode {options['village']}.", returncode=2)
        layout = LAYOUTS[options["layout"]]
        with acting_for(village):
            rows = export_residents(
                options["file"], layout=layout, living_only=options["living_only"], with_disability=True,
                by=Actor.system("ekspor"), place={"Kecamatan": village.district, "Desa/Kel": village.name},
            )  # fmt: skip
        self.stdout.write(f"{rows} warga ditulis ke {options['file']} menurut susunan {layout.title}.")

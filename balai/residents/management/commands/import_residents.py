"""`manage.py import_residents FILE --village CODE`: the dry run of a register file; with `--apply`, the import."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from balai.accounts.actors import Actor
from balai.residents.exchange.operations import Choices, Import, apply_import, check_import
from balai.residents.exchange.problems import Problem, Refused
from balai.residents.exchange.report import refusal_of, report_of
from balai.tenancy.models import Village

CLEAN, ROW_ERRORS, REFUSED = 0, 1, 2
SHOWN = 20


class Command(BaseCommand):
    help = "Memeriksa berkas data warga; dengan --apply, memasukkannya ke register. Keluar 0 bersih, 1 ada baris salah, 2 ditolak."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="berkas .xlsx, .xls, .ods, atau .csv")
        parser.add_argument("--village", required=True, help="kode desa, misalnya 99.01.01.2001")
        parser.add_argument(
            "--apply", action="store_true", help="tulis ke register; tanpa ini hanya memeriksa"
        )
        parser.add_argument(
            "--skip-bad-rows", action="store_true", help="tulis baris yang baik, lewati yang salah"
        )
        parser.add_argument(
            "--accept-events",
            action="store_true",
            help="catat juga kematian, kepindahan, ganti kepala, dan ganti KK",
        )
        parser.add_argument(
            "--occupations", type=int, choices=(89, 99), help="daftar pekerjaan yang dipakai berkas"
        )
        parser.add_argument(
            "--data-as-of", type=date.fromisoformat, help="data per tanggal, misalnya 2026-11-21"
        )
        parser.add_argument("--json", action="store_true", help="laporan sebagai JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        village = _village(options["village"])
        choices = Choices(
            occupations=options["occupations"],
            accept_happenings=options["accept_events"],
            skip_bad_rows=options["skip_bad_rows"],
            as_of=options["data_as_of"],
        )
        work = apply_import if options["apply"] else check_import
        try:
            result = work(options["file"], village=village, by=Actor.system("impor"), choices=choices)
        except (Refused, OSError) as refusal:
            self._refuse(_sentence(refusal), as_json=options["json"])
        self._tell(result, as_json=options["json"])
        if result.plan.errors:
            raise SystemExit(ROW_ERRORS)

    def _refuse(self, reason: str, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(refusal_of(reason), ensure_ascii=False))
        else:
            self.stderr.write(reason)
        raise SystemExit(REFUSED)

    def _tell(self, result: Import, *, as_json: bool) -> None:
        report = report_of(result)
        if as_json:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
            return
        plan = result.plan
        self.stdout.write(
            f"Dikenali sebagai {plan.table.layout.title}: {report['rows']} baris, {report['families']} KK.\n"
            f"Baru {report['added']}, berubah {report['changed']}, tetap {report['unchanged']}, "
            f"tidak ada di berkas {report['missing']}, baris bermasalah {report['bad_rows']}."
        )
        self._list("Bermasalah", plan.errors)
        self._list("Perlu dilihat", plan.warnings)
        self.stdout.write("Sudah diterapkan." if result.is_applied else "Belum ada yang diubah.")

    def _list(self, title: str, problems: list[Problem]) -> None:
        if problems:
            self.stdout.write(f"\n{title} ({len(problems)}):")
        for problem in problems[:SHOWN]:
            place = f"{problem.sheet} baris {problem.row} {problem.column}".strip()
            self.stdout.write(f"  {place}: {problem.problem} {problem.advice}")
        if len(problems) > SHOWN:
            self.stdout.write(f"  … dan {len(problems) - SHOWN} lagi; semuanya ada dengan --json.")


def _village(code: str) -> Village:
    village = Village.objects.filter(code=code).first()
    if village is None:
        raise CommandError(f"Tidak ada desa berkode {code}.", returncode=REFUSED)
    return village


def _sentence(refusal: Exception) -> str:
    if isinstance(refusal, FileNotFoundError):
        return f"Berkas {refusal.filename} tidak ada."
    if isinstance(refusal, OSError):
        return f"Berkas tidak bisa dibaca: {refusal.strerror}."
    return str(refusal)

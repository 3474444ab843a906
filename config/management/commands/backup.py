"""`manage.py backup DIR`: one dated folder with the database, the files and the keys."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from config.backups import BackupFailed, write_backup


class Command(BaseCommand):
    help = "Writes the database, the files and the keys into a new dated folder below DIR."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            written = write_backup(folder.resolve())
        except BackupFailed as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(str(written))

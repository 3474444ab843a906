"""`manage.py restore DIR`: a backup into an empty place."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, call_command

from balai.tenancy.management.commands.prepare_database import prepare_roles
from config.backups import BackupFailed, read_backup


class Command(BaseCommand):
    help = (
        "Restores a backup folder into an empty database and data folder, then migrates it to this version."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            prepare_roles("owner")
            read_backup(folder.resolve())
        except BackupFailed as problem:
            raise CommandError(str(problem)) from problem
        call_command("prepare_database", verbosity=0)
        self.stdout.write("Restored.")

"""`manage.py open_village CODE`: a real village gets its hall, from the national area table."""

import re
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, call_command
from django.db import transaction

from balai.accounts.actors import Actor
from balai.letters.operations import prepare_village
from balai.sample.loading import is_loaded
from balai.tenancy.enums import TimeZone
from balai.tenancy.models import Regency, Village
from balai.tenancy.rules import RESERVED_SLUGS
from balai.tenancy.scope import acting_for
from balai.villages.enums import AdministrativeLevel
from balai.villages.models import AdministrativeArea

BY = Actor.system("baris perintah")


class Command(BaseCommand):
    help = "Opens the hall of a village: names from the national area table, its seal, its letters."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE", help="code of the village, such as 19.01.01.2007")
        parser.add_argument(
            "--slug", default="", help="first part of its addresses; made from the name if left out"
        )
        parser.add_argument("--host", default="", help="host name of its own, such as sukamaju.desa.id")
        parser.add_argument("--time-zone", choices=TimeZone.labels, default=TimeZone.WIB.label)
        parser.add_argument(
            "--word", default="desa", help="what a village is called here: desa, negeri, nagari …"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if is_loaded():  # everybody knows the password of its accounts, one of which sees every village
            raise CommandError(
                "The sample regency is here, and its accounts with it. Open real villages in an empty BALAI_DATA_DIR with BALAI_DEMO=0."
            )
        if not AdministrativeArea.objects.exists():
            call_command("load_areas", stdout=self.stdout)
        if Village.objects.filter(code=options["code"]).exists():
            raise CommandError(f"The village {options['code']} is already open.")
        area = AdministrativeArea.objects.filter(
            code=options["code"], level=AdministrativeLevel.VILLAGE
        ).first()
        if area is None:
            raise CommandError(f"There is no village {options['code']} in the national area table.")
        village = open_village(area, options)
        self.stdout.write(f"{village} is open at /{village.slug}/")
        self.stdout.write(
            f"Next: manage.py add_officer NAME 'Full Name' --role administrator --village {village.code}"
        )


@transaction.atomic
def open_village(area: AdministrativeArea, options: dict[str, Any]) -> Village:
    """The regency if it is the first, the village, its seal, its kinds of letters. Raises `CommandError`."""
    slug = options["slug"] or re.sub(r"[^a-z0-9]+", "-", area.name.lower()).strip("-")
    if slug in RESERVED_SLUGS:
        raise CommandError(f"'{slug}' is taken by Balai itself. Give another --slug.")
    district = AdministrativeArea.objects.get(code=area.code[:8])
    village = Village(
        regency=_regency(area.code[:5]), code=area.code, slug=slug, host=options["host"], name=area.name,
        district=district.name, time_zone=TimeZone.values[TimeZone.labels.index(options["time_zone"])],
        word_village=options["word"], word_head=f"kepala {options['word']}", word_secretary=f"sekretaris {options['word']}",
    )  # fmt: skip
    try:
        village.full_clean()
    except ValidationError as problem:
        raise CommandError(" ".join(problem.messages)) from problem
    village.save()
    with acting_for(village):
        prepare_village(by=BY)
    return village


def _regency(code: str) -> Regency:
    """'Kabupaten Bangka' in the table is the kind and the name here."""
    area = AdministrativeArea.objects.get(code=code)
    kind, _, name = area.name.partition(" ")
    province = AdministrativeArea.objects.get(code=code[:2]).name
    return Regency.objects.get_or_create(
        code=code, defaults={"kind": kind, "name": name, "province": province}
    )[0]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import balai.tenancy.fields
from balai.tenancy.isolation import IsolateByVillage

# What was printed is a record from the moment a letter is issued. While it waits with its number, it may still be
# signed in another way, and then says so: state and wording go on along `letters.rules`, the number never changes.
KEEP = """
CREATE OR REPLACE FUNCTION letters_letter_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_change text[] := ARRAY['state', 'sealed_at', 'seal_used', 'pdf_sha256'];
    while_waiting constant text[] := ARRAY[{while_waiting}]::text[];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'letter_is_never_deleted',
            MESSAGE = 'letter_is_never_deleted';
    END IF;
    IF OLD.state = 'numbered' AND NEW.state = 'numbered' THEN
        may_change := may_change || while_waiting;
    END IF;
    IF to_jsonb(NEW) - may_change <> to_jsonb(OLD) - may_change
        OR (OLD.state <> 'numbered'
            AND (NEW.sealed_at, NEW.seal_used, NEW.pdf_sha256)
                IS DISTINCT FROM (OLD.sealed_at, OLD.seal_used, OLD.pdf_sha256))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'issued_letter_never_changes',
            MESSAGE = 'issued_letter_never_changes';
    END IF;
    IF (OLD.state, NEW.state) NOT IN (
        {steps}('numbered', 'issued'), ('numbered', 'void'), ('issued', 'revoked'), ('issued', 'superseded')
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'letter_state_only_goes_on',
            MESSAGE = 'letter_state_only_goes_on';
    END IF;
    RETURN NEW;
END $$;
"""
LETTER_STAYS = KEEP.format(
    while_waiting="'printed', 'printed_hash', 'facts'", steps="('numbered', 'numbered'), "
)
LETTER_STAYED = KEEP.format(while_waiting="", steps="")


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0006_kind_drafts"),
        ("residents", "0007_quick_to_load"),
        ("tenancy", "0001_initial"),
        ("villages", "0003_agencies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SealChoice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("own", "Segel sendiri"),
                            ("bsre_v1", "TTE BSrE, layanan versi 1"),
                            ("bsre_v2", "TTE BSrE, layanan versi 2"),
                        ],
                        default="own",
                        max_length=8,
                        verbose_name="segel",
                    ),
                ),
                ("address", models.URLField(blank=True, default="", verbose_name="alamat layanan")),
                (
                    "user",
                    models.CharField(
                        blank=True, default="", max_length=100, verbose_name="nama pengguna layanan"
                    ),
                ),
                ("down_since", models.DateTimeField(null=True, verbose_name="tidak menjawab sejak")),
            ],
            options={
                "verbose_name": "pilihan segel",
                "verbose_name_plural": "pilihan segel",
            },
        ),
        migrations.RemoveConstraint(
            model_name="letter",
            name="letter_superseded_once",
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "void"), _negated=True),
                fields=("village", "supersedes"),
                name="letter_superseded_once",
                violation_error_message="Surat itu sudah diganti surat lain.",
            ),
        ),
        migrations.AddField(
            model_name="sealchoice",
            name="village",
            field=models.ForeignKey(
                db_default=balai.tenancy.fields.CurrentVillage(),
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.village",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealchoice",
            constraint=models.UniqueConstraint(
                fields=("village",),
                name="one_seal_choice_a_village",
                violation_error_message="Desa ini sudah memilih segel.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealchoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("service", "own"),
                    models.Q(models.Q(("address", ""), _negated=True), models.Q(("user", ""), _negated=True)),
                    _connector="OR",
                ),
                name="seal_service_has_address_and_user",
                violation_error_message="Isi alamat dan nama pengguna layanan.",
            ),
        ),
        IsolateByVillage("sealchoice"),
        migrations.RunSQL(LETTER_STAYS, LETTER_STAYED),
    ]

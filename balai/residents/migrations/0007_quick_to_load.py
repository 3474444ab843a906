"""What a load of 250,000 residents pays for, once for each of them, and nobody needs.

A line of the history refers to an event and to a resident, both by (village, id) and neither ever null: that its village
exists is known from them, so a third foreign key says nothing. Nothing refers to such a line, so the key (village, id)
that references need is no use either.

A family that a transaction made is seen by no other until it ends, and what the same transaction does to it later fires
triggers of its own. So a new family with a living head is right as it is, and needs no lock.
"""

import django.db.models.deletion
from django.db import migrations, models

import balai.tenancy.fields

NEW_FAMILY = """
CREATE OR REPLACE FUNCTION residents_family_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.ended_at IS NULL AND EXISTS (
        SELECT FROM public.residents_resident r WHERE r.family_id = NEW.id AND r.relation = 1 AND r.standing = 1
    ) THEN
        RETURN NULL;
    END IF;
    PERFORM public.residents_check_family(NEW.id);
    RETURN NULL;
END
$$;
"""

EVERY_FAMILY = """
CREATE OR REPLACE FUNCTION residents_family_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM public.residents_check_family(NEW.id);
    RETURN NULL;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("residents", "0006_words_of_events"),
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="change",
            name="village",
            field=models.ForeignKey(
                db_constraint=False,
                db_default=balai.tenancy.fields.CurrentVillage(),
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.village",
            ),
        ),
        migrations.RunSQL(
            "ALTER TABLE residents_change DROP CONSTRAINT residents_change_in_village",
            "ALTER TABLE residents_change ADD CONSTRAINT residents_change_in_village UNIQUE (village_id, id)",
        ),
        migrations.RunSQL(NEW_FAMILY, EVERY_FAMILY),
    ]

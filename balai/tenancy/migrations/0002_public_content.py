"""Public pages are kept until what they show has changed: the database counts the changes."""

import django.db.models.deletion
from django.db import migrations, models

from balai.tenancy.isolation import ChangesPublicPages

# As owner: whoever changes what is counted counts, in whatever role and village.
COUNT = """
CREATE FUNCTION tenancy_public_pages_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.tenancy_publiccontent AS content (village_id, number)
        SELECT (coalesce(to_jsonb(NEW), to_jsonb(OLD)) ->> TG_ARGV[0])::smallint, 1
        WHERE EXISTS (SELECT FROM public.tenancy_village v
                      WHERE v.id = (coalesce(to_jsonb(NEW), to_jsonb(OLD)) ->> TG_ARGV[0])::smallint)
        ON CONFLICT (village_id) DO UPDATE SET number = content.number + 1;
    RETURN NULL;
END
$$;

CREATE FUNCTION tenancy_village_has_content() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.tenancy_publiccontent (village_id, number) VALUES (NEW.id, 0) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER village_has_content AFTER INSERT ON tenancy_village
    FOR EACH ROW EXECUTE FUNCTION tenancy_village_has_content();
INSERT INTO tenancy_publiccontent (village_id, number) SELECT id, 0 FROM tenancy_village;

CREATE FUNCTION tenancy_regency_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.tenancy_publiccontent SET number = number + 1
        WHERE village_id IN (SELECT id FROM public.tenancy_village WHERE regency_id = NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER regency_changes_its_villages AFTER UPDATE ON tenancy_regency
    FOR EACH ROW EXECUTE FUNCTION tenancy_regency_changed();
"""

FORGET = """
DROP TRIGGER regency_changes_its_villages ON tenancy_regency;
DROP FUNCTION tenancy_regency_changed();
DROP TRIGGER village_has_content ON tenancy_village;
DROP FUNCTION tenancy_village_has_content();
DROP FUNCTION tenancy_public_pages_changed();
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="PublicContent",
            fields=[
                (
                    "village",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="content",
                        serialize=False,
                        to="tenancy.village",
                        verbose_name="desa",
                    ),
                ),
                ("number", models.PositiveBigIntegerField(default=0, verbose_name="perubahan")),
            ],
            options={"verbose_name": "isi situs"},
        ),
        migrations.RunSQL(COUNT, FORGET),
        ChangesPublicPages("Village", column="id"),
    ]

"""Look-ups that stay quick in a village that was loaded a moment ago, and figures for the planner after a load.

Until PostgreSQL has looked at a new village, it takes "of this village" for one row and may then choose any index that
begins with the village. So members are found by their family alone; and a load asks for new figures at once, by a
function, because only the owner of a table may.
"""

from django.db import migrations, models

REFRESH = """
CREATE FUNCTION residents_refresh_statistics() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    ANALYZE public.residents_family, public.residents_resident, public.residents_lifeevent, public.residents_change,
        public.residents_searchtoken, public.residents_searchword;
END
$$;
REVOKE ALL ON FUNCTION residents_refresh_statistics() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION residents_refresh_statistics() TO balai_village;
"""


class Migration(migrations.Migration):
    dependencies = [("residents", "0003_import_runs")]

    operations = [
        migrations.RemoveIndex("resident", "resident_found_by_family"),
        migrations.AddIndex(
            "resident", models.Index(fields=["family", "village"], name="resident_found_by_family")
        ),
        migrations.RunSQL(REFRESH, "DROP FUNCTION residents_refresh_statistics()"),
    ]

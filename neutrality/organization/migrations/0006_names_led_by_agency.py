import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models.expressions import CombinedExpression


class Migration(migrations.Migration):
    """The index of names leads with the agency in a form that no other index has, so that the planner takes it."""

    dependencies = [("organization", "0005_nip_in_agency")]

    operations = [
        migrations.RemoveIndex(model_name="person", name="person_trigram_in_agency"),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    CombinedExpression(
                        models.F("agency"), "+", models.Value(0), output_field=models.BigIntegerField()
                    ),
                    name="int8_ops",
                ),
                django.contrib.postgres.indexes.OpClass("search_name", name="gin_trgm_ops"),
                name="person_names_led_by_agency",
            ),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    """The first digits of a NIP are looked for within an agency: nationwide they are a tenth of a million people."""

    dependencies = [("organization", "0004_names_scans_requests")]

    operations = [
        migrations.AddIndex(
            model_name="employee",
            index=models.Index(
                fields=["agency", "nip"], name="nip_in_agency", opclasses=["int8_ops", "varchar_pattern_ops"]
            ),
        )
    ]

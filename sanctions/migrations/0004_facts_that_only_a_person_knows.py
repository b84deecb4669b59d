"""Facts that no register knows are kept with the draft that tells them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sanctions", "0003_earlier_sanctions")]

    operations = [
        migrations.AddField("decision", "told", models.JSONField(blank=True, default=dict)),
    ]

"""Limits say what their last day rests on, and that they were missed; pauses name their letter or question."""

import django.db.models.deletion
from django.db import migrations, models

NAMED = ("D-PANGGIL-1", "D-PANGGIL-2-EXAM")
SERVED = ("D-KEBERATAN", "D-BANDING", "D-BERLAKU")


def say_what_they_rest_on(apps, schema_editor):
    rows = apps.get_model("cases", "Deadline").objects
    rows.filter(rule__in=NAMED).update(anchor="named")
    rows.filter(rule__in=SERVED).update(anchor="served")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_walls_on_accounts"),
    ]

    operations = [
        migrations.AddField(
            model_name="deadline",
            name="anchor",
            field=models.CharField(
                choices=[
                    ("counted", "dihitung menurut kalender"),
                    ("named", "hari disebut dalam surat"),
                    ("served", "diberitahukan bersama keputusan"),
                ],
                default="counted",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="deadline",
            name="missed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="deadlinepause",
            name="question",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="deadlinepause",
            name="scan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.casefile",
            ),
        ),
        migrations.RunPython(say_what_they_rest_on, migrations.RunPython.noop),
    ]

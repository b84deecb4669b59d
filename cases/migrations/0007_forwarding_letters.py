"""A forwarded report has its letter, its limit and its answer."""

import django.db.models.deletion
from django.db import migrations, models


def give_codes(apps, schema_editor):
    from neutrality.ids import random_code

    for row in apps.get_model("cases", "Forwarding").objects.filter(code=None):
        row.code = random_code("TR", row.on, 6)
        row.save(update_fields=["code"])


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_duty_orders"),
        ("documents", "0001_letters"),
    ]

    operations = [
        migrations.AddField("forwarding", "code", models.CharField(max_length=20, null=True)),
        migrations.AddField("forwarding", "to", models.CharField(blank=True, max_length=300, verbose_name="kepada")),
        migrations.AddField("forwarding", "copies", models.JSONField(default=list, verbose_name="tembusan")),
        migrations.AddField(
            "forwarding",
            "number",
            models.CharField(blank=True, max_length=120, verbose_name="nomor dari pemberi nomor luar"),
        ),
        migrations.AddField(
            "forwarding",
            "document",
            models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.officialdocument",
            ),
        ),
        migrations.AddField(
            "forwarding",
            "due_on",
            models.DateField(blank=True, null=True, verbose_name="tanyakan jawaban paling lambat"),
        ),
        migrations.AddField("forwarding", "reminders", models.JSONField(default=list, verbose_name="pengingat")),
        migrations.AddField(
            "forwarding",
            "answer_number",
            models.CharField(blank=True, max_length=120, verbose_name="nomor surat jawaban"),
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.AlterField("forwarding", "code", models.CharField(max_length=20, unique=True)),
    ]

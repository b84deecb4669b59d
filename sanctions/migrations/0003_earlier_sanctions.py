import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sanctions.models


class Migration(migrations.Migration):
    dependencies = [
        ("organization", "0004_names_scans_requests"),
        ("sanctions", "0002_what_a_draft_rests_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EarlierImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(default=sanctions.models.earlier_code, editable=False, max_length=20, unique=True),
                ),
                ("requested_at", models.DateTimeField(auto_now_add=True)),
                ("file_name", models.CharField(max_length=200, verbose_name="nama berkas")),
                ("sealed", models.BinaryField(default=b"")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ready", "Siap disimpan"),
                            ("faulty", "Ada kesalahan"),
                            ("done", "Selesai"),
                            ("dropped", "Dibatalkan"),
                        ],
                        default="ready",
                        max_length=10,
                    ),
                ),
                ("preview", models.JSONField(blank=True, default=dict)),
            ],
        ),
        migrations.AddField(
            model_name="registerentry",
            name="about_neutrality",
            field=models.BooleanField(blank=True, null=True, verbose_name="pelanggaran netralitas"),
        ),
        migrations.AddField(
            model_name="registerentry",
            name="article",
            field=models.CharField(blank=True, max_length=200, verbose_name="pasal menurut keputusannya"),
        ),
        migrations.AddConstraint(
            model_name="registerentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decision__isnull", True)),
                fields=("person", "number", "decided_on"),
                name="one_earlier_sanction_per_decision",
                violation_error_message="Hukuman dengan nomor dan tanggal itu sudah tercatat.",
            ),
        ),
        migrations.AddField(
            model_name="earlierimport",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organization.agency"
            ),
        ),
        migrations.AddField(
            model_name="earlierimport",
            name="requested_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organization", "0006_names_led_by_agency"),
        ("overview", "0001_exports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FiguresAgreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True)),
                ("basis", models.CharField(max_length=200, verbose_name="dasar")),
                ("starts_on", models.DateField(verbose_name="mulai")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="sampai")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="figures_given", to="organization.agency"
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="figures_received", to="organization.agency"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "kesepakatan angka",
                "verbose_name_plural": "kesepakatan angka",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="figures_agreement_ends_after_start",
                        violation_error_message="Tanggal akhir kesepakatan mendahului mulainya.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("giver", "receiver"),
                        name="one_running_figures_agreement",
                        violation_error_message="Kesepakatan dengan provinsi itu sudah berjalan.",
                    ),
                ],
            },
        ),
    ]

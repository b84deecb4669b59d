from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_notice")]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("task", "tugas"),
                    ("day_before", "sehari sebelum batas"),
                    ("late", "terlambat"),
                    ("circular", "surat edaran"),
                    ("reported_person", "surat resmi"),
                    ("reporter_message", "pesan untuk pelapor"),
                    ("request_decided", "permintaan diputus"),
                ],
                max_length=20,
                verbose_name="jenis",
            ),
        ),
    ]

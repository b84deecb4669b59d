"""When and where of an examination report in two fields, as its letter (F03) prints them.

What stood in one field stays whole under ``happened``; the place is that of the incident.
"""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill_place(apps: Any, schema_editor: Any) -> None:
    report, case = apps.get_model("cases", "ExaminationReport"), apps.get_model("cases", "Case")
    place = case.objects.filter(pk=OuterRef("case_id")).values("incident__place")[:1]
    report.objects.update(place=Subquery(place))


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_indexes_of_large_agencies")]

    operations = [
        migrations.RenameField("examinationreport", "when_where", "happened"),
        migrations.AlterField(
            "examinationreport", "happened", models.CharField(max_length=300, verbose_name="waktu pelanggaran")
        ),
        migrations.AddField(
            "examinationreport",
            "place",
            models.CharField(default="", max_length=300, verbose_name="tempat pelanggaran"),
            preserve_default=False,
        ),
        migrations.RunPython(fill_place, migrations.RunPython.noop),
    ]

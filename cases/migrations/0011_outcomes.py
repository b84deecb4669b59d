from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_clarified_on_the_ethics_track")]

    operations = [
        migrations.AddIndex(
            model_name="casemove",
            index=models.Index(
                condition=models.Q(("move__in", ("decide", "mark_not_proven", "impose_moral"))),
                fields=["case", "acted_on"],
                name="outcome_of_case",
            ),
        ),
    ]

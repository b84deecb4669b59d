import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("counsel", "0002_positions_are_kept"),
        ("workdays", "0003_regional_election_dates"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="legalposition",
            trigger=pgtrigger.compiler.Trigger(
                name="calendar_follows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"question\" = 'Q-CUTI')",
                    func="INSERT INTO workdays_calendarversion DEFAULT VALUES; RETURN NULL;",
                    hash="fc07703146cd5528cf487ab1577ee25e1629f4fa",
                    operation="INSERT",
                    pgid="pgtrigger_calendar_follows_38b46",
                    table="counsel_legalposition",
                    when="AFTER",
                ),
            ),
        ),
    ]

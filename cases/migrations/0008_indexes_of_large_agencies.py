
import datetime

import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0007_forwarding_letters'),
        ('organization', '0005_nip_in_agency'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='case',
            name='cases_by_unit',
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(models.F('agency'), django.db.models.functions.comparison.Coalesce('next_due', datetime.date(9999, 12, 31)), models.F('id'), condition=models.Q(('status__in', ('not_proven', 'closed', 'forwarded', 'discontinued', 'answered')), _negated=True), name='cases_on_desks_by_due'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['agency', '-id'], name='cases_newest_in_agency'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['agency', 'unit_path', 'id'], name='cases_by_unit', opclasses=['int8_ops', 'varchar_pattern_ops', 'int8_ops']),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('status__in', ['received', 'under_review'])), fields=['agency', 'desk', 'review_due', 'id'], name='reports_to_decide'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['agency', 'desk', 'status', '-id'], name='reports_newest_by_status'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['agency', 'desk', '-id'], name='reports_newest_of_a_desk'),
        ),
        migrations.AddIndex(
            model_name='tier',
            index=models.Index(condition=models.Q(('reached_on__isnull', False), models.Q(('state', 'passed_over'), _negated=True)), fields=['position', 'case'], name='cases_that_reached_a_post'),
        ),
    ]

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('organization', '0002_imports'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='person',
            name='person_name_trigram',
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(fields=['agency', 'search_name'], name='person_trigram_in_agency', opclasses=['int8_ops', 'gin_trgm_ops']),
        ),
    ]

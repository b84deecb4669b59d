import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import neutrality.organization.models.imports


class Migration(migrations.Migration):

    dependencies = [
        ('organization', '0001_register'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=neutrality.organization.models.imports.import_code, editable=False, max_length=20, unique=True)),
                ('requested_at', models.DateTimeField(auto_now_add=True)),
                ('file_name', models.CharField(max_length=200, verbose_name='nama berkas')),
                ('sealed', models.BinaryField(default=b'')),
                ('state', models.CharField(choices=[('checking', 'Diperiksa'), ('columns', 'Kolom belum dikenal'), ('ready', 'Siap disimpan'), ('faulty', 'Ada kesalahan'), ('writing', 'Disimpan'), ('done', 'Selesai'), ('failed', 'Gagal')], default='checking', max_length=10)),
                ('attempt', models.PositiveSmallIntegerField(default=1)),
                ('progress', models.PositiveSmallIntegerField(default=0)),
                ('message', models.CharField(blank=True, max_length=500)),
                ('preview', models.JSONField(blank=True, default=dict)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='organization.agency')),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'impor pegawai',
                'verbose_name_plural': 'impor pegawai',
                'indexes': [models.Index(fields=['agency', '-id'], name='import_newest_in_agency')],
            },
        ),
    ]

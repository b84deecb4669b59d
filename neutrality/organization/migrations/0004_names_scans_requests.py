import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import neutrality.organization.models.requests


class Migration(migrations.Migration):

    dependencies = [
        ('organization', '0003_trigrams_led_by_agency'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='familytie',
            options={'verbose_name': 'hubungan keluarga', 'verbose_name_plural': 'hubungan keluarga'},
        ),
        migrations.AddField(
            model_name='appointment',
            name='scan',
            field=models.CharField(blank=True, editable=False, max_length=120),
        ),
        migrations.AddField(
            model_name='appointment',
            name='scan_sha256',
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='appointment',
            name='scan_type',
            field=models.CharField(blank=True, editable=False, max_length=40),
        ),
        migrations.AddField(
            model_name='contestantofficer',
            name='role',
            field=models.CharField(blank=True, max_length=100, verbose_name='kedudukan dalam tim'),
        ),
        migrations.AddField(
            model_name='contestantofficer',
            name='source',
            field=models.CharField(blank=True, max_length=200, verbose_name='sumber'),
        ),
        migrations.AddField(
            model_name='familytie',
            name='ends_on',
            field=models.DateField(blank=True, null=True, verbose_name='sampai'),
        ),
        migrations.AddField(
            model_name='familytie',
            name='relation',
            field=models.CharField(choices=[('pasangan', 'Suami atau istri'), ('orang_tua_anak', 'Orang tua dan anak'), ('saudara', 'Saudara kandung atau tiri'), ('semenda', 'Mertua, menantu, atau ipar'), ('lain', 'Hubungan keluarga lain')], default='lain', max_length=20, verbose_name='hubungan'),
        ),
        migrations.AddField(
            model_name='familytie',
            name='source',
            field=models.CharField(blank=True, max_length=200, verbose_name='sumber'),
        ),
        migrations.AddField(
            model_name='familytie',
            name='starts_on',
            field=models.DateField(blank=True, null=True, verbose_name='sejak'),
        ),
        migrations.AlterField(
            model_name='familytie',
            name='note',
            field=models.CharField(blank=True, max_length=100, verbose_name='keterangan'),
        ),
        migrations.CreateModel(
            name='PositionPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='nama jabatan')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='sampai')),
                ('position', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='periods', to='organization.position')),
            ],
        ),
        migrations.CreateModel(
            name='AppointmentRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=neutrality.organization.models.requests.request_code, editable=False, max_length=20, unique=True)),
                ('asked_on', models.DateField(verbose_name='diminta')),
                ('capacity', models.CharField(choices=[('definitif', 'Definitif'), ('plt', 'Plt.'), ('plh', 'Plh.'), ('pj', 'Pj.')], default='plh', max_length=10, verbose_name='status')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(verbose_name='sampai')),
                ('reason', models.CharField(max_length=300, verbose_name='alasan')),
                ('state', models.CharField(choices=[('waiting', 'Menunggu keputusan'), ('granted', 'Dikabulkan'), ('refused', 'Ditolak'), ('withdrawn', 'Ditarik kembali')], default='waiting', max_length=10)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('refusal', models.CharField(blank=True, max_length=300, verbose_name='alasan penolakan')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointment_requests', to='organization.agency')),
                ('appointment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='request', to='organization.appointment')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_for', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.person')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.person', verbose_name='pejabat yang diusulkan')),
                ('position', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='organization.position', verbose_name='jabatan')),
            ],
            options={
                'verbose_name': 'permintaan pejabat pengganti',
                'verbose_name_plural': 'permintaan pejabat pengganti',
                'indexes': [models.Index(fields=['agency', 'state', '-id'], name='requests_in_agency')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='request_ends_after_start', violation_error_message='Tanggal akhir mendahului tanggal mulai.'), models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('position',), name='one_waiting_request_per_position', violation_error_message='Permintaan untuk jabatan ini masih menunggu keputusan.')],
            },
        ),
    ]

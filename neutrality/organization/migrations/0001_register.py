import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGinExtension, BtreeGistExtension, TrigramExtension
from django.db import migrations, models

import neutrality.organization.models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        # Similarity of names, and the exclusion of two definitive holders of one seat.
        TrigramExtension(),
        BtreeGistExtension(),
        BtreeGinExtension(),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=neutrality.organization.models.person_code, editable=False, max_length=20, unique=True)),
                ('name', models.CharField(max_length=200, verbose_name='nama')),
                ('title_front', models.CharField(blank=True, max_length=50, verbose_name='gelar depan')),
                ('title_back', models.CharField(blank=True, max_length=80, verbose_name='gelar belakang')),
                ('search_name', models.CharField(editable=False, max_length=200)),
            ],
            options={
                'verbose_name': 'orang',
                'verbose_name_plural': 'orang',
            },
        ),
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True, verbose_name='kode')),
                ('name', models.CharField(max_length=200, verbose_name='nama')),
                ('short_name', models.CharField(max_length=100, verbose_name='nama singkat')),
                ('kind', models.CharField(choices=[('kota', 'Kota'), ('kabupaten', 'Kabupaten'), ('provinsi', 'Provinsi')], max_length=10, verbose_name='jenis')),
                ('region', models.CharField(blank=True, max_length=100, verbose_name='wilayah')),
                ('timezone', models.CharField(default='Asia/Pontianak', max_length=40, verbose_name='zona waktu')),
                ('timezone_label', models.CharField(default='WIB', max_length=5, verbose_name='sebutan zona waktu')),
                ('hosts', models.JSONField(blank=True, default=list, verbose_name='nama host')),
                ('choices', models.JSONField(blank=True, default=dict, verbose_name='pilihan instansi')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='regencies', to='organization.agency', verbose_name='provinsi')),
            ],
            options={
                'verbose_name': 'instansi',
                'verbose_name_plural': 'instansi',
            },
        ),
        migrations.CreateModel(
            name='Contest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('catalogue_id', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=200, verbose_name='nama')),
                ('stages', models.JSONField(blank=True, default=dict)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contests', to='organization.agency')),
            ],
        ),
        migrations.CreateModel(
            name='Contestant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='nama')),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='nomor urut')),
                ('contest', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contestants', to='organization.contest')),
            ],
        ),
        migrations.CreateModel(
            name='Employee',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='employee', serialize=False, to='organization.person')),
                ('nip', models.CharField(max_length=18, unique=True, verbose_name='NIP')),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('retires_on', models.DateField(blank=True, null=True, verbose_name='tanggal pensiun')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='employees', to='organization.agency')),
            ],
            options={
                'verbose_name': 'pegawai',
                'verbose_name_plural': 'pegawai',
            },
        ),
        migrations.AddField(
            model_name='person',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='persons', to='organization.agency', verbose_name='instansi'),
        ),
        migrations.CreateModel(
            name='ContestantOfficer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='sampai')),
                ('contestant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='officers', to='organization.contestant')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='campaign_offices', to='organization.person')),
            ],
        ),
        migrations.AddField(
            model_name='contestant',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='candidacies', to='organization.person'),
        ),
        migrations.CreateModel(
            name='FamilyTie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=100, verbose_name='hubungan')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ties', to='organization.person')),
                ('relative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organization.person')),
            ],
        ),
        migrations.CreateModel(
            name='OrgUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=255, unique=True)),
                ('depth', models.PositiveIntegerField()),
                ('numchild', models.PositiveIntegerField(default=0)),
                ('code', models.CharField(default=neutrality.organization.models.unit_code, editable=False, max_length=20, unique=True)),
                ('kind', models.CharField(choices=[('root', 'Pemerintah daerah'), ('opd', 'Perangkat daerah'), ('bidang', 'Bidang, bagian'), ('seksi', 'Seksi, subbagian'), ('upt', 'UPT'), ('kecamatan', 'Kecamatan'), ('kelurahan', 'Kelurahan'), ('sekolah', 'Sekolah'), ('puskesmas', 'Puskesmas'), ('rumah_sakit', 'Rumah sakit'), ('desa', 'Desa')], max_length=20, verbose_name='jenis')),
                ('name', models.CharField(max_length=200, verbose_name='nama')),
                ('short_name', models.CharField(blank=True, max_length=60, verbose_name='singkatan')),
                ('letter_code', models.CharField(blank=True, max_length=30, verbose_name='kode surat')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='ditutup')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='organization.agency', verbose_name='instansi')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='organization.orgunit', verbose_name='digabung ke')),
            ],
            options={
                'verbose_name': 'unit kerja',
                'verbose_name_plural': 'unit kerja',
            },
        ),
        migrations.CreateModel(
            name='OrgUnitPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='nama')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='sampai')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.orgunit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='periods', to='organization.orgunit')),
            ],
        ),
        migrations.CreateModel(
            name='PersonKindPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('PNS', 'PNS'), ('CPNS', 'CPNS'), ('PPPK', 'PPPK'), ('PPPK_PARUH_WAKTU', 'PPPK paruh waktu'), ('PPNPN', 'PPNPN'), ('KEPALA_DESA', 'Kepala desa'), ('PERANGKAT_DESA', 'Perangkat desa'), ('BPD', 'Anggota BPD'), ('TNI', 'TNI'), ('POLRI', 'Polri'), ('REGIONAL_HEAD', 'Kepala daerah'), ('DPRD', 'Anggota DPRD'), ('ELECTION_BODY', 'Penyelenggara pemilu'), ('OTHER', 'Lainnya')], max_length=20, verbose_name='jenis')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='sampai')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kinds', to='organization.person')),
            ],
            options={
                'verbose_name': 'jenis kepegawaian',
                'verbose_name_plural': 'jenis kepegawaian',
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=neutrality.organization.models.position_code, editable=False, max_length=20, unique=True)),
                ('name', models.CharField(max_length=200, verbose_name='nama jabatan')),
                ('level', models.CharField(choices=[('jpt_utama', 'JPT Utama'), ('jpt_madya', 'JPT Madya'), ('jpt_pratama', 'JPT Pratama'), ('administrator', 'Administrator'), ('pengawas', 'Pengawas'), ('pelaksana', 'Pelaksana'), ('fungsional', 'Fungsional'), ('politik', 'Kepala daerah')], max_length=20, verbose_name='jenis jabatan')),
                ('functional_grade', models.CharField(blank=True, choices=[('pemula', 'Pemula'), ('terampil', 'Terampil'), ('mahir', 'Mahir'), ('penyelia', 'Penyelia'), ('ahli_pertama', 'Ahli Pertama'), ('ahli_muda', 'Ahli Muda'), ('ahli_madya', 'Ahli Madya'), ('ahli_utama', 'Ahli Utama')], max_length=20, verbose_name='jenjang')),
                ('echelon', models.CharField(blank=True, max_length=10, verbose_name='eselon')),
                ('equivalent_level', models.CharField(blank=True, choices=[('jpt_utama', 'JPT Utama'), ('jpt_madya', 'JPT Madya'), ('jpt_pratama', 'JPT Pratama'), ('administrator', 'Administrator'), ('pengawas', 'Pengawas'), ('pelaksana', 'Pelaksana'), ('fungsional', 'Fungsional'), ('politik', 'Kepala daerah')], max_length=20, verbose_name='setara dengan')),
                ('job_class', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='kelas jabatan')),
                ('seats', models.PositiveSmallIntegerField(default=1, verbose_name='jumlah kursi')),
                ('is_head', models.BooleanField(default=False, verbose_name='kepala unit')),
                ('office', models.CharField(blank=True, choices=[('ppk', 'PPK'), ('sekda', 'Sekretaris Daerah'), ('kepala_bkpsdm', 'Kepala BKPSDM'), ('inspektur', 'Inspektur'), ('kabag_hukum', 'Kepala Bagian Hukum')], max_length=20, verbose_name='peran dalam prosedur')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='ditutup')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='organization.agency')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='organization.orgunit', verbose_name='unit kerja')),
            ],
            options={
                'verbose_name': 'jabatan',
                'verbose_name_plural': 'jabatan',
            },
        ),
        migrations.CreateModel(
            name='DirectSuperior',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('basis', models.CharField(choices=[('skp', 'SKP'), ('peta_jabatan', 'Peta jabatan'), ('sk', 'Surat keputusan'), ('pohon', 'Usulan dari pohon unit, belum dikukuhkan')], max_length=20, verbose_name='dasar')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='sampai')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='superiors', to='organization.person')),
                ('superior', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='direct_reports', to='organization.position')),
            ],
            options={
                'verbose_name': 'atasan langsung',
                'verbose_name_plural': 'atasan langsung',
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=neutrality.organization.models.appointment_code, editable=False, max_length=20, unique=True)),
                ('capacity', models.CharField(choices=[('definitif', 'Definitif'), ('plt', 'Plt.'), ('plh', 'Plh.'), ('pj', 'Pj.')], default='definitif', max_length=10, verbose_name='status')),
                ('starts_on', models.DateField(verbose_name='TMT')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='sampai')),
                ('appointed_by', models.CharField(blank=True, max_length=200, verbose_name='pejabat yang mengangkat')),
                ('order_number', models.CharField(blank=True, max_length=100, verbose_name='nomor keputusan')),
                ('order_date', models.DateField(blank=True, null=True, verbose_name='tanggal keputusan')),
                ('seat', models.PositiveSmallIntegerField(default=1, verbose_name='kursi')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='organization.agency')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='organization.person', verbose_name='orang')),
                ('position', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='organization.position', verbose_name='jabatan')),
            ],
            options={
                'verbose_name': 'pemegang jabatan',
                'verbose_name_plural': 'pemegang jabatan',
            },
        ),
        migrations.CreateModel(
            name='EmployeeStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('golongan', models.CharField(blank=True, max_length=10)),
                ('rank_name', models.CharField(blank=True, max_length=60, verbose_name='pangkat')),
                ('standing', models.CharField(choices=[('aktif', 'Aktif'), ('cltn', 'Cuti di luar tanggungan negara'), ('dibebaskan_sementara', 'Dibebaskan sementara dari tugas jabatan'), ('pensiun', 'Pensiun'), ('diberhentikan', 'Diberhentikan'), ('meninggal', 'Meninggal dunia')], default='aktif', max_length=30, verbose_name='kedudukan hukum')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='sampai')),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statuses', to='organization.employee')),
            ],
            options={
                'verbose_name': 'status pegawai',
                'verbose_name_plural': 'status pegawai',
            },
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['agency', 'search_name'], name='person_name_in_agency'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search_name'], name='person_name_trigram', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddIndex(
            model_name='orgunit',
            index=models.Index(fields=['agency', 'path'], name='unit_path_in_agency'),
        ),
        migrations.AddIndex(
            model_name='position',
            index=models.Index(fields=['agency', 'office'], name='position_office_in_agency'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('office', ''), _negated=True), ('closed_on__isnull', True)), fields=('agency', 'office'), name='one_position_per_office_in_agency', violation_error_message='Peran itu sudah dipegang jabatan lain di instansi ini.'),
        ),
        migrations.AddConstraint(
            model_name='directsuperior',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('person'), '='), (models.Func(models.F('starts_on'), models.F('ends_on'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='one_direct_superior_at_a_time', violation_error_message='Atasan langsung pegawai itu sudah ditetapkan untuk tanggal itu.'),
        ),
        migrations.AddIndex(
            model_name='appointment',
            index=models.Index(fields=['person', 'ends_on'], name='appointment_of_person'),
        ),
        migrations.AddIndex(
            model_name='appointment',
            index=models.Index(fields=['position', 'ends_on'], name='appointment_to_position'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='appointment_ends_after_start', violation_error_message='Tanggal akhir jabatan mendahului TMT.'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('capacity', 'definitif')), expressions=[(models.F('position'), '='), (models.F('seat'), '='), (models.Func(models.F('starts_on'), models.F('ends_on'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='one_definitive_holder_per_seat', violation_error_message='Jabatan itu sudah dipegang pejabat definitif lain pada tanggal itu.'),
        ),
        migrations.AddConstraint(
            model_name='employee',
            constraint=models.CheckConstraint(condition=models.Q(('nip__regex', '^[0-9]{18}$')), name='employee_nip_has_18_digits', violation_error_message='NIP terdiri atas 18 angka.'),
        ),
    ]

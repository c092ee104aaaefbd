import config.records.constraints
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('appropriate_bodies', '0001_initial'),
        ('partnerships', '0001_initial'),
        ('schools', '0003_access_links'),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Teacher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('trn', models.CharField(error_messages={'unique': 'Another teacher has this TRN'}, max_length=7, unique=True, verbose_name='TRN')),
                ('first_name', models.CharField(max_length=100)),
                ('last_name', models.CharField(max_length=100)),
                ('search_name', models.CharField(db_index=True, editable=False, max_length=250)),
                ('date_of_birth', models.DateField()),
                ('induction_completed_on', models.DateField(blank=True, null=True)),
                ('induction_exempt_on', models.DateField(blank=True, null=True, verbose_name='exempt from induction from')),
                ('mentor_training_completed_on', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['last_name', 'first_name', 'trn'],
                'constraints': [models.CheckConstraint(condition=models.Q(('trn__regex', '^[0-9]{7}\\Z')), name='participants_teacher_trn_is_7_digits', violation_error_message='Enter a TRN of 7 digits'), models.CheckConstraint(condition=models.Q(models.Q(('first_name', ''), _negated=True), models.Q(('last_name', ''), _negated=True)), name='participants_teacher_has_a_name', violation_error_message='Enter a first name and a last name'), models.CheckConstraint(condition=models.Q(('induction_completed_on', None), ('induction_exempt_on', None), _connector='OR'), name='participants_teacher_induction_ends_once', violation_error_message='An induction is completed or exempt, not both')],
            },
        ),
        migrations.CreateModel(
            name='MentorAtSchool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='first day')),
                ('finished_on', models.DateField(blank=True, null=True, verbose_name='first day no longer in it')),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('own_finished_on', models.DateField(blank=True, editable=False, null=True, verbose_name='its own end')),
                ('gave_way', models.BooleanField(default=False, editable=False, verbose_name='void because of another')),
                ('email', models.EmailField(db_index=True, max_length=254, verbose_name='email address at this school')),
                ('registered_at', models.DateTimeField(auto_now_add=True)),
                ('training_starts_on', models.DateField(blank=True, null=True, verbose_name='first day of the term in which training starts')),
                ('is_move', models.BooleanField(default=False, editable=False, verbose_name='has moved here from other schools')),
                ('cohort', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mentors', to='schools.cohort', verbose_name='cohort of the training')),
                ('gave_way_to', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.mentoratschool')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentors', to='schools.school')),
                ('teacher', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentor_places', to='participants.teacher')),
            ],
            options={
                'verbose_name': 'mentor at a school',
                'verbose_name_plural': 'mentors at schools',
                'ordering': ['teacher', '-started_on'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='mentoratschool',
            constraint=models.CheckConstraint(condition=models.Q(('finished_on', None), ('finished_on__gt', models.F('started_on')), _connector='OR'), name='participants_mentoratschool_ends_after_start', violation_error_message='It must end after its first day'),
        ),
        migrations.AddConstraint(
            model_name='mentoratschool',
            constraint=models.CheckConstraint(condition=models.Q(('own_finished_on', None), models.Q(('finished_on__isnull', False), ('finished_on__lte', models.F('own_finished_on'))), _connector='OR'), name='participants_mentoratschool_ends_by_its_own_end', violation_error_message='It must end by its own end'),
        ),
        migrations.AddConstraint(
            model_name='mentoratschool',
            constraint=models.CheckConstraint(condition=models.Q(('gave_way', False), ('removed_at__isnull', False), _connector='OR'), name='participants_mentoratschool_void_if_it_gave_way'),
        ),
        migrations.AddConstraint(
            model_name='mentoratschool',
            constraint=models.CheckConstraint(condition=models.Q(('email', ''), _negated=True), name='participants_mentoratschool_has_an_email'),
        ),
        migrations.AddConstraint(
            model_name='mentoratschool',
            constraint=models.UniqueConstraint(fields=('id', 'school'), name='participants_mentoratschool_and_school'),
        ),
        migrations.AddConstraint(
            model_name='mentoratschool',
            constraint=models.UniqueConstraint(fields=('id', 'cohort'), name='participants_mentoratschool_and_cohort'),
        ),
        migrations.AddConstraint(
            model_name='mentoratschool',
            constraint=models.CheckConstraint(condition=models.Q(('gave_way_to', None), ('gave_way', True), _connector='OR'), name='participants_mentoratschool_gave_way_to_another'),
        ),
        migrations.AddConstraint(
            model_name='mentoratschool',
            constraint=config.records.constraints.NoOverlap(fields=('teacher', 'school'), name='participants_mentoratschool_once_at_a_school', violation_error_message='The teacher is a mentor here in these days already'),
        ),
        migrations.AddConstraint(
            model_name='mentoratschool',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_on', None), ('removed_at', None)), fields=('teacher', 'school'), name='participants_mentoratschool_one_standing', violation_error_message='The teacher is a mentor at this school already'),
        ),
        migrations.AddConstraint(
            model_name='mentoratschool',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_on', None), ('removed_at', None), ('cohort__isnull', False)), fields=('teacher',), name='participants_mentoratschool_trained_at_one_school', violation_error_message='The teacher is trained as a mentor at another school'),
        ),
        migrations.AddConstraint(
            model_name='mentoratschool',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cohort', None), ('training_starts_on', None)), models.Q(('cohort__isnull', False), ('training_starts_on__isnull', False)), _connector='OR'), name='participants_mentoratschool_cohort_and_term', violation_error_message='Give both the cohort and the term of training, or none'),
        ),
        migrations.CreateModel(
            name='ECTAtSchool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='first day')),
                ('finished_on', models.DateField(blank=True, null=True, verbose_name='first day no longer in it')),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('own_finished_on', models.DateField(blank=True, editable=False, null=True, verbose_name='its own end')),
                ('gave_way', models.BooleanField(default=False, editable=False, verbose_name='void because of another')),
                ('email', models.EmailField(db_index=True, max_length=254, verbose_name='email address at this school')),
                ('registered_at', models.DateTimeField(auto_now_add=True)),
                ('appropriate_body', models.ForeignKey(blank=True, help_text='Leave empty where it is the school’s', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='appropriate_bodies.appropriatebody', verbose_name='own appropriate body')),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ects', to='schools.cohort')),
                ('gave_way_to', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.ectatschool')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ects', to='schools.school')),
                ('teacher', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ect_places', to='participants.teacher')),
            ],
            options={
                'verbose_name': 'ECT at a school',
                'verbose_name_plural': 'ECTs at schools',
                'ordering': ['teacher', '-started_on'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='ectatschool',
            constraint=models.CheckConstraint(condition=models.Q(('finished_on', None), ('finished_on__gt', models.F('started_on')), _connector='OR'), name='participants_ectatschool_ends_after_start', violation_error_message='It must end after its first day'),
        ),
        migrations.AddConstraint(
            model_name='ectatschool',
            constraint=models.CheckConstraint(condition=models.Q(('own_finished_on', None), models.Q(('finished_on__isnull', False), ('finished_on__lte', models.F('own_finished_on'))), _connector='OR'), name='participants_ectatschool_ends_by_its_own_end', violation_error_message='It must end by its own end'),
        ),
        migrations.AddConstraint(
            model_name='ectatschool',
            constraint=models.CheckConstraint(condition=models.Q(('gave_way', False), ('removed_at__isnull', False), _connector='OR'), name='participants_ectatschool_void_if_it_gave_way'),
        ),
        migrations.AddConstraint(
            model_name='ectatschool',
            constraint=models.CheckConstraint(condition=models.Q(('email', ''), _negated=True), name='participants_ectatschool_has_an_email'),
        ),
        migrations.AddConstraint(
            model_name='ectatschool',
            constraint=models.UniqueConstraint(fields=('id', 'school'), name='participants_ectatschool_and_school'),
        ),
        migrations.AddConstraint(
            model_name='ectatschool',
            constraint=models.UniqueConstraint(fields=('id', 'cohort'), name='participants_ectatschool_and_cohort'),
        ),
        migrations.AddConstraint(
            model_name='ectatschool',
            constraint=models.CheckConstraint(condition=models.Q(('gave_way_to', None), ('gave_way', True), _connector='OR'), name='participants_ectatschool_gave_way_to_another'),
        ),
        migrations.AddConstraint(
            model_name='ectatschool',
            constraint=config.records.constraints.NoOverlap(fields=('teacher',), name='participants_ectatschool_one_school_at_a_time', violation_error_message='The teacher is an ECT at a school in these days already'),
        ),
        migrations.AddConstraint(
            model_name='ectatschool',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_on', None), ('removed_at', None)), fields=('teacher',), name='participants_ectatschool_one_standing', violation_error_message='The teacher is an ECT at a school already'),
        ),
        migrations.CreateModel(
            name='Training',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='first day')),
                ('finished_on', models.DateField(blank=True, null=True, verbose_name='first day no longer in it')),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('own_finished_on', models.DateField(blank=True, editable=False, null=True, verbose_name='its own end')),
                ('gave_way', models.BooleanField(default=False, editable=False, verbose_name='void because of another')),
                ('state', models.CharField(choices=[('training', 'Training'), ('paused', 'Paused'), ('stopped', 'Stopped')], default='training', max_length=10)),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.cohort')),
                ('delivery_partner', models.ForeignKey(blank=True, help_text='Leave empty where it is the school’s, or not known', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.deliverypartner')),
                ('ect', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='training', to='participants.ectatschool')),
                ('lead_provider', models.ForeignKey(blank=True, help_text='Leave empty where it is the school’s', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.leadprovider')),
                ('mentor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='training', to='participants.mentoratschool')),
            ],
            options={
                'verbose_name': 'training of a person’s own',
                'verbose_name_plural': 'training of people’s own',
                'ordering': ['-started_on'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=models.CheckConstraint(condition=models.Q(('finished_on', None), ('finished_on__gt', models.F('started_on')), _connector='OR'), name='participants_training_ends_after_start', violation_error_message='It must end after its first day'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=models.CheckConstraint(condition=models.Q(('own_finished_on', None), models.Q(('finished_on__isnull', False), ('finished_on__lte', models.F('own_finished_on'))), _connector='OR'), name='participants_training_ends_by_its_own_end', violation_error_message='It must end by its own end'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=models.CheckConstraint(condition=models.Q(('gave_way', False), ('removed_at__isnull', False), _connector='OR'), name='participants_training_void_if_it_gave_way'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ect', None), ('mentor__isnull', False)), models.Q(('ect__isnull', False), ('mentor', None)), _connector='OR'), name='participants_training_of_one_person', violation_error_message='Choose an ECT or a mentor'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['training', 'paused', 'stopped'])), name='participants_training_state_known'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=models.CheckConstraint(condition=models.Q(('lead_provider__isnull', False), models.Q(('delivery_partner', None), ('state__in', ['paused', 'stopped'])), _connector='OR'), name='participants_training_differs_from_the_schools', violation_error_message='Choose a lead provider, or that training is paused'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=config.records.constraints.CompositeForeignKey(fields=('cohort', 'lead_provider', 'delivery_partner'), name='participants_training_pairing_offered', to_columns=('cohort_id', 'lead_provider_id', 'delivery_partner_id'), to_table='partnerships_providerpairing', violation_error_message='These two do not work together in this cohort'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=config.records.constraints.CompositeForeignKey(fields=('ect', 'cohort'), name='participants_training_in_the_ects_cohort', to_columns=('id', 'cohort_id'), to_table='participants_ectatschool', violation_error_message='This is not the ECT’s cohort'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=config.records.constraints.CompositeForeignKey(fields=('mentor', 'cohort'), name='participants_training_in_the_mentors_cohort', to_columns=('id', 'cohort_id'), to_table='participants_mentoratschool', violation_error_message='This is not the cohort of the mentor’s training'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=config.records.constraints.NoOverlap(fields=('ect',), name='participants_training_of_an_ect_once', violation_error_message='The ECT has training of their own in these days'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=config.records.constraints.NoOverlap(fields=('mentor',), name='participants_training_of_a_mentor_once', violation_error_message='The mentor has training of their own in these days'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_on', None), ('removed_at', None), ('ect__isnull', False)), fields=('ect',), name='participants_training_of_an_ect_one_standing'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_on', None), ('removed_at', None), ('mentor__isnull', False)), fields=('mentor',), name='participants_training_of_a_mentor_one_standing'),
        ),
        migrations.CreateModel(
            name='Mentorship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='first day')),
                ('finished_on', models.DateField(blank=True, null=True, verbose_name='first day no longer in it')),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('own_finished_on', models.DateField(blank=True, editable=False, null=True, verbose_name='its own end')),
                ('gave_way', models.BooleanField(default=False, editable=False, verbose_name='void because of another')),
                ('ect', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentorships', to='participants.ectatschool')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentorships', to='participants.mentoratschool')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentorships', to='schools.school')),
            ],
            options={
                'ordering': ['ect', '-started_on'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('finished_on', None), ('finished_on__gt', models.F('started_on')), _connector='OR'), name='participants_mentorship_ends_after_start', violation_error_message='It must end after its first day'), models.CheckConstraint(condition=models.Q(('own_finished_on', None), models.Q(('finished_on__isnull', False), ('finished_on__lte', models.F('own_finished_on'))), _connector='OR'), name='participants_mentorship_ends_by_its_own_end', violation_error_message='It must end by its own end'), models.CheckConstraint(condition=models.Q(('gave_way', False), ('removed_at__isnull', False), _connector='OR'), name='participants_mentorship_void_if_it_gave_way'), config.records.constraints.CompositeForeignKey(fields=('ect', 'school'), name='participants_mentorship_at_the_ects_school', to_columns=('id', 'school_id'), to_table='participants_ectatschool', violation_error_message='The ECT is not at this school'), config.records.constraints.CompositeForeignKey(fields=('mentor', 'school'), name='participants_mentorship_at_the_mentors_school', to_columns=('id', 'school_id'), to_table='participants_mentoratschool', violation_error_message='The mentor is not at this school'), config.records.constraints.NoOverlap(fields=('ect',), name='participants_mentorship_one_mentor_at_a_time', violation_error_message='The ECT has a mentor in these days already'), models.UniqueConstraint(condition=models.Q(('finished_on', None), ('removed_at', None)), fields=('ect',), name='participants_mentorship_one_standing', violation_error_message='The ECT has a mentor already')],
            },
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('appropriate_bodies', '0001_initial'),
        ('participants', '0001_initial'),
        ('schools', '0004_closed_schools'),
    ]

    operations = [
        migrations.AddField(
            model_name='ectatschool',
            name='kept_first_name',
            field=models.CharField(blank=True, editable=False, max_length=100, verbose_name='first name as the school knew it'),
        ),
        migrations.AddField(
            model_name='ectatschool',
            name='kept_last_name',
            field=models.CharField(blank=True, editable=False, max_length=100, verbose_name='last name as the school knew it'),
        ),
        migrations.AddField(
            model_name='ectatschool',
            name='kept_search_name',
            field=models.CharField(blank=True, editable=False, max_length=250),
        ),
        migrations.AddField(
            model_name='mentoratschool',
            name='kept_first_name',
            field=models.CharField(blank=True, editable=False, max_length=100, verbose_name='first name as the school knew it'),
        ),
        migrations.AddField(
            model_name='mentoratschool',
            name='kept_last_name',
            field=models.CharField(blank=True, editable=False, max_length=100, verbose_name='last name as the school knew it'),
        ),
        migrations.AddField(
            model_name='mentoratschool',
            name='kept_search_name',
            field=models.CharField(blank=True, editable=False, max_length=250),
        ),
        migrations.AddConstraint(
            model_name='ectatschool',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kept_first_name', ''), ('kept_last_name', ''), ('kept_search_name', '')), models.Q(models.Q(('kept_first_name', ''), _negated=True), models.Q(('kept_last_name', ''), _negated=True)), _connector='OR'), name='participants_ectatschool_keeps_a_whole_name'),
        ),
        migrations.AddConstraint(
            model_name='mentoratschool',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kept_first_name', ''), ('kept_last_name', ''), ('kept_search_name', '')), models.Q(models.Q(('kept_first_name', ''), _negated=True), models.Q(('kept_last_name', ''), _negated=True)), _connector='OR'), name='participants_mentoratschool_keeps_a_whole_name'),
        ),
    ]

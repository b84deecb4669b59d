from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_moves_follow_the_table")]

    operations = [
        migrations.AddField(
            model_name="identityrequest",
            name="code",
            # The table is empty: nobody could ask before this.
            field=models.CharField(default="", max_length=20, unique=True),
            preserve_default=False,
        ),
    ]

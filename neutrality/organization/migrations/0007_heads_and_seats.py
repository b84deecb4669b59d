from django.db import migrations, models

# Seats of a post are numbered from 1. That two definitive holders never share a seat is an exclusion constraint; that
# nobody sits on a seat that the post does not have is this trigger: with both, a post of one seat has one holder.
FORWARDS = """
CREATE FUNCTION organization_seat_exists() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    has integer;
BEGIN
    IF NEW.capacity = 'definitif' THEN
        SELECT seats INTO has FROM organization_position WHERE id = NEW.position_id;
        IF NEW.seat < 1 OR NEW.seat > has THEN
            RAISE EXCEPTION 'seat % of position % does not exist, it has %', NEW.seat, NEW.position_id, has
                USING ERRCODE = 'check_violation', CONSTRAINT = 'appointment_seat_exists';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appointment_seat_exists
    BEFORE INSERT OR UPDATE OF seat, position_id, capacity ON organization_appointment
    FOR EACH ROW EXECUTE FUNCTION organization_seat_exists();

CREATE FUNCTION organization_seats_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM organization_appointment
        WHERE position_id = NEW.id AND capacity = 'definitif' AND ends_on IS NULL AND seat > NEW.seats
    ) THEN
        RAISE EXCEPTION 'position % has holders beyond % seats', NEW.id, NEW.seats
            USING ERRCODE = 'check_violation', CONSTRAINT = 'position_seats_held';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER position_seats_held
    BEFORE UPDATE OF seats ON organization_position
    FOR EACH ROW WHEN (NEW.seats < OLD.seats) EXECUTE FUNCTION organization_seats_held();
"""
BACKWARDS = """
DROP TRIGGER position_seats_held ON organization_position;
DROP TRIGGER appointment_seat_exists ON organization_appointment;
DROP FUNCTION organization_seats_held();
DROP FUNCTION organization_seat_exists();
"""


class Migration(migrations.Migration):
    """Whether a post led its unit, by date; and no definitive holder on a seat that a post does not have."""

    dependencies = [("organization", "0006_names_led_by_agency")]

    operations = [
        migrations.AddField(
            model_name="positionperiod",
            name="is_head",
            field=models.BooleanField(blank=True, null=True, verbose_name="kepala unit"),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(is_head=False) | models.Q(seats=1),
                name="head_has_one_seat",
                violation_error_message="Jabatan kepala unit hanya memiliki satu kursi.",
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]

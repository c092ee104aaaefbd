"""Teachers, whom a school registers as ECTs or mentors."""

from datetime import date

from django.db import models
from django.db.models import Q

from config.web import clock
from participants.names import SEARCH_NAME_LENGTH, search_name
from participants.trns import TRN_PATTERN


class Teacher(models.Model):
    """
    A person with a teacher reference number (TRN), wherever they are an ECT or a mentor.

    What is true of the person and not of their place at a school stands here. We cannot ask
    the teaching record: TRN, name and date of birth are what schools have typed, corrected by
    staff.
    """

    trn = models.CharField(
        "TRN",
        max_length=7,
        unique=True,
        error_messages={"unique": "Another teacher has this TRN"},
    )
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    search_name = models.CharField(max_length=SEARCH_NAME_LENGTH, editable=False, db_index=True)
    date_of_birth = models.DateField()
    induction_completed_on = models.DateField(null=True, blank=True)
    induction_exempt_on = models.DateField("exempt from induction from", null=True, blank=True)
    mentor_training_completed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["last_name", "first_name", "trn"]
        constraints = [
            models.CheckConstraint(
                condition=Q(trn__regex=TRN_PATTERN),
                name="participants_teacher_trn_is_7_digits",
                violation_error_message="Enter a TRN of 7 digits",
            ),
            models.CheckConstraint(
                condition=~Q(first_name="") & ~Q(last_name=""),
                name="participants_teacher_has_a_name",
                violation_error_message="Enter a first name and a last name",
            ),
            models.CheckConstraint(
                condition=Q(induction_completed_on=None) | Q(induction_exempt_on=None),
                name="participants_teacher_induction_ends_once",
                violation_error_message="An induction is completed or exempt, not both",
            ),
        ]

    def __str__(self):
        return f"{self.full_name} (TRN {self.trn})"

    def save(self, *args, **kwargs):
        self.search_name = search_name(self.first_name, self.last_name)
        super().save(*args, **kwargs)

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def induction_over_on(self) -> date | None:
        """The day on which the induction is completed, or the person exempt from it, if known."""
        return self.induction_completed_on or self.induction_exempt_on

    @property
    def induction_is_over(self) -> bool:
        """Whether the induction is completed, or the person exempt from it, by today."""
        return self.induction_over_on is not None and self.induction_over_on <= clock.today()

    @property
    def mentor_training_is_completed(self) -> bool:
        """Whether the training as a mentor is completed by today."""
        completed_on = self.mentor_training_completed_on
        return completed_on is not None and completed_on <= clock.today()

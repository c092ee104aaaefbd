"""The question whether an ECT has the school's appropriate body."""

from config.web.forms import Answer, YesNoField
from config.web.journeys import QuestionForm


class FollowsSchoolForm(QuestionForm):
    """
    Whether the school's appropriate body is the ECT's, too.

    The journey has it as ``school_body``, and the ECT's ``person_name``. Where it is not, the
    ECT has another one: which type is asked next, and “not appointed yet” is no answer to that.
    """

    follows_school = YesNoField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name, body = self.journey.person_name, self.journey.school_body.name
        field = self.fields["follows_school"]
        field.label = f"Is {body} the appropriate body for {name}?"
        field.help_text = (
            "An appropriate body checks that an ECT’s induction is done properly. This one is your"
            " school’s."
        )
        field.error_messages["required"] = (
            f"Select yes if {body} is the appropriate body for {name}"
        )

    def clean(self):
        if self.cleaned_data.get("follows_school") is False:
            self.cleaned_data["body_appointed"] = True
        return self.cleaned_data

    @property
    def answers(self):
        """The body's name, unless another one follows."""
        if not self.cleaned_data["follows_school"]:
            return [Answer("Same appropriate body as your school’s?", "No")]
        return [Answer("Appropriate body", self.journey.school_body.name)]

"""
The questions about someone who becomes a mentor.

The journey has their ``person_name``. Those about training come after the term in which it
starts; for providers the journey has the ``standing`` partnership of the school in its cohort.
"""

from typing import Any

from django import forms

from config.web import clock
from config.web.forms import Answer, YesNoField
from config.web.journeys import QuestionForm
from participants import terms
from partnerships.forms import DeliveryPartnerForm, LeadProviderForm


class OneselfForm(QuestionForm):
    """Whether the induction tutor adds themself, so that we fill in what we know of them."""

    is_oneself = YesNoField(
        label="Do you want to add yourself as a mentor?",
        help_text="An induction tutor can be a mentor too, but most mentors are somebody else.",
        error_messages={"required": "Select yes if you want to add yourself as a mentor"},
    )

    @property
    def answers(self):
        """Nothing: the name says who it is."""
        return []


class OnlyHereForm(QuestionForm):
    """Whether a mentor of another school leaves it for this one."""

    short_labels = {"mentors_only_here": "Mentors only at your school?"}

    mentors_only_here = YesNoField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field, who = self.fields["mentors_only_here"], self.journey.who
        field.label = f"Will {who} mentor only at your school?"
        field.help_text = (
            f"{self.journey.who_is} a mentor at another school at the moment. A mentor can work"
            " with ECTs at more than one school."
        )
        field.error_messages["required"] = f"Select yes if {who} will mentor only at your school"


class TrainingTermForm(QuestionForm):
    """In which term training starts, of the current one and the next two."""

    short_labels = {"training_term": "Mentor training starts"}

    training_term: Any = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Select a term from the list"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field, who = self.fields["training_term"], self.journey.who
        today = clock.today()
        offered = terms.offered(today, started_on=self.journey.answers.get("started_on", today))
        self.terms = {str(term.first_day): term for term in offered}
        field.label = f"When will {who} start mentor training?"
        field.error_messages["required"] = f"Select when {who} will start mentor training"
        field.choices = [(key, _with_days(term)) for key, term in self.terms.items()]

    def clean_training_term(self):
        return self.terms[self.cleaned_data["training_term"]]

    @property
    def answers(self):
        """The term by name."""
        return [Answer("Mentor training starts", self.cleaned_data["training_term"].label)]


class SchoolsProvidersForm(QuestionForm):
    """Whether the school's providers train this mentor, too."""

    with_schools_providers = YesNoField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        standing = self.journey.standing
        self.names = " and ".join(
            one.name for one in (standing.lead_provider, standing.delivery_partner) if one
        )
        field, who = self.fields["with_schools_providers"], self.journey.who
        field.label = f"Will {who} train with {self.names}?"
        field.help_text = f"Your school’s ECTs and mentors train with them in {standing.cohort}."
        field.error_messages["required"] = f"Select yes if {who} will train with {self.names}"

    @property
    def answers(self):
        """The names where they stay; what follows says it where they do not."""
        if not self.cleaned_data["with_schools_providers"]:
            return [Answer("Same providers as your school’s?", "No")]
        return [Answer("Trains with", f"{self.names} (same as your school’s)")]


class PersonsLeadProviderForm(LeadProviderForm):
    """Which lead provider trains this one person."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["lead_provider"]
        field.label = f"Which lead provider will train {self.journey.who}?"
        field.help_text = (
            "A lead provider is a national organisation that DfE funds to train ECTs and mentors."
        )


class PersonsDeliveryPartnerForm(DeliveryPartnerForm):
    """Which delivery partner of it, if that is known yet."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["delivery_partner"].label = (
            f"Which delivery partner will train {self.journey.who} with"
            f" {self.journey.lead_provider}?"
        )


def _with_days(term):
    """A term and its days, since schools have terms of their own."""
    first, last = (f"{day:%-d %B}" for day in (term.first_day, term.last_day))
    return f"{term.label} ({first} to {last})"

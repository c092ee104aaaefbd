"""The questions about lead providers and delivery partners."""

from django import forms

from config.web.forms import Answer, YesNoField
from config.web.journeys import QuestionForm

from .models import Partnership
from .services.reports import WRONG_BECAUSE

LEAD_PROVIDER, DELIVERY_PARTNER, PROGRAMME = "lead_provider", "delivery_partner", "programme"
NOT_KNOWN = "not_known"


class ContinueForm(QuestionForm):
    """Whether last year's partnership goes on. The journey has it as ``last``."""

    goes_on = YesNoField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        last = self.journey.last
        providers = " and ".join(
            name.name for name in (last.lead_provider, last.delivery_partner) if name
        )
        field = self.fields["goes_on"]
        field.label = f"Do you want to continue with {providers}?"
        field.help_text = _roles(last)
        field.error_messages["required"] = f"Select yes if you want to continue with {providers}"

    @property
    def answers(self):
        """The two names a row each where they stay; what changes follows where they do not."""
        if not self.cleaned_data["goes_on"]:
            return [Answer("Continue with last year’s training?", "No")]
        return provider_answers(self.journey.last.lead_provider, self.journey.last.delivery_partner)


class WhatChangesForm(QuestionForm):
    """What is different from last year."""

    short_labels = {"changes": "What is changing"}

    changes = forms.ChoiceField(
        label="What is changing?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select what is changing",
            "invalid_choice": "Select what is changing from the list",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        last = self.journey.last
        choices = [(LEAD_PROVIDER, "We will use a different lead provider")]
        if self.journey.is_lead_provider_offered:
            choices.append(
                (
                    DELIVERY_PARTNER,
                    f"We will stay with {last.lead_provider} but use a different delivery partner",
                )
            )
        choices.append((PROGRAMME, "We will use a training programme without a lead provider"))
        self.fields["changes"].choices = choices


class LeadProviderForm(QuestionForm):
    """Which lead provider, of the journey's ``lead_providers``."""

    lead_provider = forms.ChoiceField(
        label="Which lead provider will train your ECTs and mentors?",
        help_text="A lead provider is a national organisation that DfE funds to train them.",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select a lead provider",
            "invalid_choice": "Select a lead provider from the list",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.providers = {str(provider.pk): provider for provider in self.journey.lead_providers}
        self.fields["lead_provider"].choices = [
            (key, provider.name) for key, provider in self.providers.items()
        ]

    def clean_lead_provider(self):
        return self.providers[self.cleaned_data["lead_provider"]]

    @property
    def answers(self):
        """The provider by name."""
        return [Answer("Lead provider", self.cleaned_data["lead_provider"].name)]


class DeliveryPartnerForm(QuestionForm):
    """Which delivery partner, of the journey's ``delivery_partners``, if it is known yet."""

    delivery_partner = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select a delivery partner, or that you do not know yet",
            "invalid_choice": "Select a delivery partner that works with your lead provider",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.partners = {str(partner.pk): partner for partner in self.journey.delivery_partners}
        field = self.fields["delivery_partner"]
        field.label = f"Which delivery partner will you use with {self.journey.lead_provider}?"
        field.help_text = "A delivery partner gives your lead provider’s training near you."
        field.choices = [
            *((key, partner.name) for key, partner in self.partners.items()),
            (NOT_KNOWN, "We do not know yet"),
        ]

    def clean_delivery_partner(self):
        return self.partners.get(self.cleaned_data["delivery_partner"])

    @property
    def answers(self):
        """The partner by name."""
        partner = self.cleaned_data["delivery_partner"]
        return [Answer("Delivery partner", partner.name if partner else "Not known yet")]


class ReportedRightForm(QuestionForm):
    """Whether what the lead provider told us is so. The journey has it as ``reported``."""

    reported_right = YesNoField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reported = self.journey.reported
        field = self.fields["reported_right"]
        field.label = f"Will {reported.providers} train your ECTs and mentors?"
        field.help_text = f"{reported.lead_provider} told us this. {_roles(reported)}"
        field.error_messages["required"] = (
            f"Select yes if {reported.providers} will train your ECTs and mentors"
        )

    @property
    def answers(self):
        """The two names where the report is right."""
        if not self.cleaned_data["reported_right"]:
            return [Answer(self.heading, "No")]
        reported = self.journey.reported
        return provider_answers(reported.lead_provider, reported.delivery_partner)


class ReportedWrongForm(QuestionForm):
    """What is wrong with what the lead provider told us."""

    short_labels = {"wrong_because": "What is wrong"}

    wrong_because = forms.ChoiceField(
        label="What is wrong?",
        widget=forms.RadioSelect,
        choices=[
            (ending.value, ending.label)
            for ending in (
                Partnership.Ending.OTHER_PROVIDER,
                Partnership.Ending.NOT_AGREED,
                Partnership.Ending.NOT_KNOWN,
                Partnership.Ending.MISTAKE,
            )
        ],
        error_messages={
            "required": "Select what is wrong",
            "invalid_choice": "Select what is wrong from the list",
        },
    )


class ReportWrongForm(ReportedWrongForm):
    """The same of the partnership that stands, with all that can be wrong with it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        standing, field = self.journey.standing, self.fields["wrong_because"]
        partner = standing.delivery_partner
        beside = f" with {partner}, the delivery partner that gives it near you" if partner else ""
        field.help_text = (
            f"{standing.lead_provider} told us that it is your lead provider in"
            f" {self.journey.cohort}: that it runs your training{beside}."
        )
        field.choices = [(ending.value, ending.label) for ending in WRONG_BECAUSE]


class AgreedForm(QuestionForm):
    """Whether the new providers know of the change."""

    short_labels = {"has_agreed": "Agreed with your new providers?"}

    has_agreed = YesNoField(
        label="Have you agreed this with your new providers?",
        help_text=(
            "Your lead provider runs the training. Your delivery partner gives it near you."
            " Both need to know that you want to train with them."
        ),
        error_messages={"required": "Select yes if you have agreed this with your new providers"},
    )


def _roles(partnership):
    """What the two providers of a partnership do, for those who have not met these words."""
    roles = f"{partnership.lead_provider} is your lead provider: it runs the training."
    if partner := partnership.delivery_partner:
        roles += f" {partner} is your delivery partner: it gives the training near you."
    return roles


def provider_answers(lead_provider, delivery_partner) -> list[Answer]:
    """Two rows of a check answers page for two providers."""
    return [
        Answer("Lead provider", lead_provider.name),
        Answer("Delivery partner", delivery_partner.name if delivery_partner else "Not known yet"),
    ]

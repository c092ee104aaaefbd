"""What someone types to sign in."""

from config.web.forms import EmailField, Form


class SignInForm(Form):
    """The address to send a link to."""

    title = "Sign in"

    email = EmailField(
        label="What is your email address?",
        help_text="The one your school gave us for you as its induction tutor.",
    )

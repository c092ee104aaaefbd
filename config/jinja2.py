"""The Jinja2 environment that renders every page."""

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, Undefined
from markupsafe import Markup, escape

from config.web import formats


def _unless_a_parameter(empty):
    def method(self):
        if isinstance(self._undefined_obj, dict):
            return empty()
        return self._fail_with_undefined_error()

    return method


class StrictNames(Undefined):
    """
    A misspelt name or attribute on a page is an error, not an empty string.

    Missing keys of dictionaries stay empty, because the GOV.UK Frontend macros ask for
    their optional parameters that way.
    """

    __slots__ = ()
    __str__ = _unless_a_parameter(str)
    __iter__ = _unless_a_parameter(lambda: iter(()))
    __len__ = _unless_a_parameter(int)


def environment(**options):
    """Django's Jinja2 environment, with GOV.UK Frontend's macros and strict names."""
    options["undefined"] = StrictNames
    options["loader"] = ChoiceLoader(
        [
            options["loader"],
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    env = Environment(trim_blocks=True, lstrip_blocks=True, **options)
    env.globals |= {"static": static, "url": url}
    env.filters |= {
        "breakable": breakable,
        "day": formats.day,
        "academic_year": formats.academic_year,
        "in_sentence": formats.in_sentence,
        "masked": formats.masked,
        "moment": formats.moment,
        "time_of_day": formats.time_of_day,
    }
    return env


def breakable(text):
    """Text as HTML in which a long email address breaks before its @ first."""
    return escape(text).replace("@", Markup("<wbr>@"))


def url(name, *args, **kwargs):
    """The address of a page, for templates."""
    return reverse(name, args=args, kwargs=kwargs)

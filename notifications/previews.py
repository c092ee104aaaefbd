"""Emails as their readers see them: Notify's Markdown as HTML, in the service's own style."""

import re

from markdown_it import MarkdownIt
from markupsafe import Markup

from . import links
from .models import Email

_TAGS = {
    "h1": ("h2", "govuk-heading-m"),
    "h2": ("h3", "govuk-heading-s"),
    "p": ("p", "govuk-body"),
    "ul": ("ul", "govuk-list govuk-list--bullet"),
    "ol": ("ol", "govuk-list govuk-list--number"),
    "a": ("a", "govuk-link"),
    "hr": ("hr", "govuk-section-break govuk-section-break--visible govuk-section-break--m"),
    "blockquote": ("div", "govuk-inset-text"),
}
_NOT_IN_NOTIFY = ["emphasis", "backticks", "code", "fence", "html_block", "image", "lheading"]
_BARE_LINK = re.compile(r"(?<![(<])https?://[^\s<]+[^\s<.,:\"')\]]")
_INSET = re.compile(r"^ {0,3}\^ ?", re.MULTILINE)

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True, "xhtmlOut": False}).disable(
    _NOT_IN_NOTIFY
)


def as_read(email: Email) -> Markup:
    """
    An email's body with its links live, as for its reader.

    Raises ``kinds.NoLongerNeeded`` when its reader may not have them any more.
    """
    return html(links.fill(email.body, links.mint(email)))


def without_links(email: Email) -> Markup:
    """An email's body for staff, who see where a personal link stands but cannot use it."""
    text = re.sub(r"\[([^\]]*)\]\(\(\(\w+\)\)\)", r"\1 (personal link)", email.body)
    return html(links.PLACEHOLDER.sub("(personal link)", text))


def html(body: str) -> Markup:
    """Notify's dialect of Markdown as HTML with GOV.UK's classes; no HTML gets through."""
    text = _INSET.sub("> ", body)
    tokens = _markdown.parse(_BARE_LINK.sub(r"<\g<0>>", text))
    for token in _all(tokens):
        if token.tag in _TAGS:
            token.tag, style = _TAGS[token.tag]
            if token.nesting >= 0:
                token.attrSet("class", style)
    return Markup(_markdown.renderer.render(tokens, _markdown.options, {}))


def _all(tokens):
    for token in tokens:
        yield token
        yield from _all(token.children or [])

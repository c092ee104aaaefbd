"""Every address of the service, read off its own list."""

import re
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver


@dataclass(frozen=True)
class Address:
    """
    One line of the list: its name, and the parameters that its route asks for.

    A line without a name is called by its route.
    """

    name: str
    route: str

    @property
    def parameters(self) -> list[str]:
        """What must be filled in, in order."""
        return re.findall(r"<(?:\w+:)?(\w+)>", self.route)

    def path(self, values) -> str:
        """The address, filled in."""
        filled = re.sub(r"\^?\(\?P<(\w+)>[^()]*\)\$?", r"<\1>", self.route)
        return "/" + re.sub(
            r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), filled
        ).removesuffix("$")


def every_address() -> list[Address]:
    """All lines, the admin's included."""
    return list(_walk(get_resolver().url_patterns))


def _walk(patterns, route="", namespace=""):
    for pattern in patterns:
        longer = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Address(f"{namespace}{pattern.name or longer}", longer)
        else:
            below = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, longer, below)

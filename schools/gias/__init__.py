"""The register of schools, GIAS, as its files hold it, and how we take it in."""

from . import links, schools
from .rows import urn

__all__ = ["links", "schools", "urn"]

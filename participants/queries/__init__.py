"""What pages and emails show of ECTs and mentors."""

from .following import (
    Following,
    SchoolsTraining,
    nearest_day,
    training_at_schools,
    training_of,
    training_of_all,
    with_own_providers,
)

__all__ = [
    "Following",
    "SchoolsTraining",
    "nearest_day",
    "training_at_schools",
    "training_of",
    "training_of_all",
    "with_own_providers",
]

"""What pages and emails show of ECTs and mentors."""

from .following import Following, training_of, training_of_all

__all__ = ["Following", "training_of", "training_of_all"]

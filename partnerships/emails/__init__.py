"""Emails about partnerships and what schools answer. Each module registers its kinds."""

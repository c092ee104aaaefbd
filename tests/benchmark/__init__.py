"""What bin/benchmark measures: time, memory and queries, on data of the real size."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

"""
The groups of staff that the service keeps, and what each may do.

They are brought up to date with every migration, so that a new kind of record is in them.
Staff with every permission may make groups of their own besides.
"""

from django.contrib import admin
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

READ_ONLY, SUPPORT = "Read only", "Support"
MAY = {READ_ONLY: ["view"], SUPPORT: ["view", "add", "change"]}


def keep(*, verbosity=0, **kwargs) -> None:
    """Make the groups if they are missing, and give them what they may do and lack."""
    models = [model for model in admin.site._registry if model is not Group]
    for app_config in {model._meta.app_config for model in models}:
        create_permissions(app_config, verbosity=verbosity)
    for name, actions in MAY.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*_permissions(models, actions))


def _permissions(models, actions):
    codenames = [f"{action}_{model._meta.model_name}" for model in models for action in actions]
    # a proxy has permissions of its own
    types = ContentType.objects.get_for_models(*models, for_concrete_models=False).values()
    return Permission.objects.filter(content_type__in=types, codename__in=codenames)

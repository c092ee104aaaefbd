"""What makes the tests quick, and changes nothing of what they show. See ``conftest``."""

import gc

from django.db import connections, transaction
from django.test import TransactionTestCase

#: Filled by migrations, and written to by nothing else.
_KEPT = {
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
}


def spare_the_garbage_collector():
    """
    Look for garbage seldom, and never among what was there before the first test.

    That is half a million objects, which Python would go through again and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def empty_only_what_is_filled():
    """
    After a test that commits, empty the tables that have rows.

    Django would empty all of them, and make every permission anew.
    """
    TransactionTestCase._fixture_teardown = _empty


def _empty(test_case):
    for alias in test_case._databases_names(include_mirrors=False):
        connection = connections[alias]
        quote = connection.ops.quote_name
        names = {*connection.introspection.django_table_names(only_existing=True)} - _KEPT
        filled = " UNION ALL ".join(
            f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {quote(name)})" for name in names
        )
        # foreign keys are looked at when the transaction ends
        with transaction.atomic(using=alias), connection.cursor() as cursor:
            cursor.execute(filled)
            for [name] in cursor.fetchall():
                cursor.execute(f"DELETE FROM {quote(name)}")

"""Locks by name, for rules that no constraint can hold since they span several tables."""

import hashlib

from django.db import transaction


def take(name: str) -> None:
    """
    Wait until nobody else holds the lock of that name, and hold it until the transaction ends.

    Whoever takes it sees what the holder before has written. On SQLite there is nothing to
    do: a transaction there is the only one that writes, from its start. Raises
    ``TransactionManagementError`` outside a transaction, where it would hold nothing.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A lock is held inside a transaction only")
    if connection.vendor == "postgresql":
        digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s)",
                [int.from_bytes(digest, "big", signed=True)],
            )

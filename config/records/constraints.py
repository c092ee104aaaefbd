"""Constraints that databases have and Django does not offer."""

from django.core.exceptions import ValidationError
from django.db import connections
from django.db.models import BaseConstraint


class CompositeForeignKey(BaseConstraint):
    """
    Several columns that together must stand in another table.

    ``to_columns`` of ``to_table`` answer to ``fields``, in the same order, and need a unique
    constraint there. Tables go by their own names, since a migration knows no other model
    than the one it alters. A row in which one of the fields is null is not checked (SQL's
    MATCH SIMPLE). The database checks when the transaction ends, as for Django's own
    foreign keys.
    """

    def __init__(self, *, fields, to_table, to_columns, name, violation_error_message=None):
        super().__init__(name=name, violation_error_message=violation_error_message)
        self.fields, self.to_table, self.to_columns = tuple(fields), to_table, tuple(to_columns)

    def constraint_sql(self, model, schema_editor):
        """The clause for CREATE TABLE, which both SQLite and PostgreSQL read."""
        quote = schema_editor.quote_name
        columns = ", ".join(quote(model._meta.get_field(field).column) for field in self.fields)
        references = ", ".join(map(quote, self.to_columns))
        return (
            f"CONSTRAINT {quote(self.name)} FOREIGN KEY ({columns})"
            f" REFERENCES {quote(self.to_table)} ({references}) DEFERRABLE INITIALLY DEFERRED"
        )

    def create_sql(self, model, schema_editor):
        """For a table that stands already. (SQLite remakes the table instead.)"""
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} ADD {self.constraint_sql(model, schema_editor)}"

    def remove_sql(self, model, schema_editor):
        """For a table that stands already. (SQLite remakes the table instead.)"""
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} DROP CONSTRAINT {schema_editor.quote_name(self.name)}"

    def validate(self, model, instance, exclude=None, using="default"):
        """
        Check one record before it is saved, for forms and the admin.

        Raises ``ValidationError`` with ``violation_error_message``.
        """
        values = [getattr(instance, model._meta.get_field(field).attname) for field in self.fields]
        if None in values or (exclude and set(exclude) & set(self.fields)):
            return
        connection = connections[using]
        quote = connection.ops.quote_name
        conditions = " AND ".join(f"{quote(column)} = %s" for column in self.to_columns)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT 1 FROM {quote(self.to_table)} WHERE {conditions}",
                values,
            )
            if cursor.fetchone() is None:
                raise ValidationError(self.get_violation_error_message(), code=self.name)

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        kwargs |= {
            "fields": self.fields,
            "to_table": self.to_table,
            "to_columns": self.to_columns,
        }
        return path, args, kwargs

    def __eq__(self, other):
        return isinstance(other, CompositeForeignKey) and self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__

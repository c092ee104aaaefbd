"""Constraints that databases have and Django does not offer."""

from django.core.exceptions import ValidationError
from django.db import connections
from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint, Q


class TableConstraint(BaseConstraint):
    """What such constraints have in common: SQL of their own, and when two are the same."""

    def create_sql(self, model, schema_editor):
        """For a table that stands already. (SQLite remakes the table instead.)"""
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} ADD {self.constraint_sql(model, schema_editor)}"

    def remove_sql(self, model, schema_editor):
        """For a table that stands already. (SQLite remakes the table instead.)"""
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} DROP CONSTRAINT {schema_editor.quote_name(self.name)}"

    def __eq__(self, other):
        return isinstance(other, type(self)) and self.deconstruct() == other.deconstruct()

    def __hash__(self):
        return hash(self.name)


class CompositeForeignKey(TableConstraint):
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


class NoOverlap(TableConstraint):
    """
    No two rows with the same ``fields`` have periods that share a day.

    The model is a ``Period``. A row that was removed is not compared, nor is one in which
    one of the fields is null. The database checks at once, row by row: of two periods that
    change places, one is ended before the other begins.

    PostgreSQL has exclusion constraints for it, which need the extension ``btree_gist``: the
    first migration with one starts with ``django.contrib.postgres.operations.BtreeGistExtension``,
    which does nothing elsewhere. SQLite has triggers. They are made together with the table,
    and so again by each migration that remakes the table.
    """

    def __init__(self, *, fields, name, violation_error_message=None):
        super().__init__(name=name, violation_error_message=violation_error_message)
        self.fields = tuple(fields)

    def constraint_sql(self, model, schema_editor):
        """The clause for CREATE TABLE. (SQLite gets its triggers after that.)"""
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.deferred_sql.extend(self._triggers(model, schema_editor))
            return None
        quote = schema_editor.quote_name
        same = "".join(f"{column} WITH =, " for column in self._columns(model, quote))
        days = f"daterange({quote('started_on')}, {quote('finished_on')})"
        return (
            f"CONSTRAINT {quote(self.name)} EXCLUDE USING gist"
            f" ({same}{days} WITH &&) WHERE ({quote('removed_at')} IS NULL)"
        )

    def validate(self, model, instance, exclude=None, using="default"):
        """
        Check one record before it is saved, for forms and the admin.

        A form that changes the last day alone is checked too. Raises ``ValidationError`` with
        ``violation_error_message``.
        """
        attnames = [model._meta.get_field(field).attname for field in self.fields]
        values = {attname: getattr(instance, attname) for attname in attnames}
        first_day, end = instance.started_on, instance.finished_on
        if instance.removed_at or first_day is None or None in values.values():
            return
        if {*self.fields, "started_on", "finished_on"} <= set(exclude or ()):
            return
        others = model._base_manager.using(using).filter(**values, removed_at=None)
        others = others.filter(Q(finished_on=None) | Q(finished_on__gt=first_day))
        if end:
            others = others.filter(started_on__lt=end)
        if others.exclude(pk=instance.pk).exists():
            raise ValidationError(self.get_violation_error_message(), code=self.name)

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"fields": self.fields}

    def _columns(self, model, quote):
        return [quote(model._meta.get_field(field).column) for field in self.fields]

    def _triggers(self, model, schema_editor):
        """
        SQLite's statements that make the triggers, then set them off for rows that clash already.

        They know their table by reference: while a table is remade it has another name.
        """
        quote = schema_editor.quote_name
        first_day, end, removed = map(quote, ("started_on", "finished_on", "removed_at"))
        key, columns = quote(model._meta.pk.column), self._columns(model, quote)

        def clash(row):
            return " AND ".join(
                [
                    *(f"other.{column} = {row}.{column}" for column in columns),
                    f"other.{key} <> {row}.{key}",
                    f"{row}.{removed} IS NULL AND other.{removed} IS NULL",
                    f"(other.{end} IS NULL OR {row}.{first_day} < other.{end})",
                    f"({row}.{end} IS NULL OR other.{first_day} < {row}.{end})",
                ]
            )

        words = schema_editor.quote_value(f"constraint failed: {self.name}")
        watched = ", ".join([*columns, first_day, end, removed])
        statements = [
            f"CREATE TRIGGER {quote(f'{self.name}_{event}')} AFTER {when} ON %(table)s BEGIN"
            f" SELECT RAISE(ABORT, {words})"
            f" WHERE EXISTS (SELECT 1 FROM %(table)s AS other WHERE {clash('NEW')}); END"
            for event, when in [("insert", "INSERT"), ("update", f"UPDATE OF {watched}")]
        ]
        statements.append(
            f"UPDATE %(table)s SET {first_day} = {first_day} WHERE {key} IN (SELECT one.{key}"
            f" FROM %(table)s AS one JOIN %(table)s AS other ON {clash('one')})"
        )
        table = Table(model._meta.db_table, quote)
        return [Statement(statement, table=table) for statement in statements]

"""What a table of the log is declared with: columns, tables, and the one error of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["string", "int32", "int64", "float32", "bool", "timestamp", "embedding"]

# The type of each column once it is loaded.
CANONICAL: dict[Type, str] = {
    "string": "VARCHAR",
    "int32": "INTEGER",
    "int64": "BIGINT",
    "float32": "FLOAT",
    "bool": "BOOLEAN",
    "timestamp": "TIMESTAMPTZ",
    "embedding": "FLOAT[]",
}


class ContractError(ValueError):
    """The log breaks the contract as a whole file or day.

    One sentence: file, column, expected, found, what to do. It never holds a value of the log.
    """


@dataclass(frozen=True)
class Column:
    """One column of the contract; a row that breaks it is set aside.

    `required`: the column has to be there and no row may be NULL. `max_length` counts characters,
    `max_bytes` UTF-8 bytes. `minimum` is inclusive. `allowed`: the only values, where not empty.
    `is_id`: names a thing, so that an empty text is no value.
    """

    name: str
    type: Type
    required: bool = False
    max_length: int | None = None
    max_bytes: int | None = None
    minimum: int | None = None
    allowed: tuple[str, ...] = ()
    is_id: bool = False


@dataclass(frozen=True)
class Table:
    """One table of the log.

    Of the good rows with one `id`, the `keep` one by file order (files by name, rows as they
    stand) is used and the others are duplicates. `time` says when a row comes to be known, and
    `order` is how the loaded table is sorted: it ends with `id`, so that it is total.
    """

    name: str
    id: str
    time: str
    keep: Literal["first", "last"]
    order: tuple[str, ...]
    columns: tuple[Column, ...]

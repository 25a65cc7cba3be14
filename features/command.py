"""What every command does with a user's error: one sentence on stderr, exit code 2."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from features.schema import ContractError
from features.warehouse import WarehouseError
from models.bundle import BundleError
from models.embedder import EmbedderError
from models.store import RegistryError

USER_ERRORS = (ContractError, WarehouseError, BundleError, EmbedderError, RegistryError)


@contextmanager
def user_errors() -> Iterator[None]:
    """Turn errors that a user can mend into their sentence and exit code 2, without a traceback."""
    try:
        yield
    except USER_ERRORS as error:
        print(f"error: {error}", file=sys.stderr)
        raise SystemExit(2) from None

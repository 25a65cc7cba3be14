"""Where runs and models are kept: SQLite and files below the project, or an MLflow server.

The embedded store is `mlruns/mlflow.db` and `mlruns/artifacts` under a root folder. MLflow turns
every local location that it is given into an absolute path, so a moved or copied project would
lose its models. Two things avoid that: experiments' locations are set to paths relative to the root
in the database before a run can inherit them (runs, logged models and versions then inherit
relative ones), and files are read and written here, against the root, whatever the working
directory is. MLflow's own reading (`mlflow server`) works from the root.
"""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATABASE = Path("mlruns/mlflow.db")
ARTIFACTS = Path("mlruns/artifacts")
DOWNLOADS = Path("mlruns/downloads")

# Inside a logged model's artefact; MLflow names the folder below data/ after what it copies.
BUNDLE = "data/bundle"
# What MLflow itself writes beside it. The last one appears when its own loader read the model.
_FURNITURE = {"MLmodel", "conda.yaml", "python_env.yaml", "requirements.txt", "data"}
_FURNITURE |= {"registered_model_meta"}


class RegistryError(RuntimeError):
    """The registry lacks what was asked for, cannot be reached, or was changed by another hand."""


class NoStoreError(RegistryError):
    """The embedded store was never made: nothing was trained here."""


@dataclass(frozen=True)
class Store:
    """One MLflow store; `uri` is absolute for SQLite and never written into the store itself."""

    uri: str
    root: Path
    embedded: bool
    client: Any

    @property
    def where(self) -> str:
        """The store's name in messages."""
        return str(self.root / DATABASE) if self.embedded else self.uri

    def experiment(self, name: str) -> str:
        """The id of experiment `name`, made if there is none."""
        from mlflow.exceptions import MlflowException

        with mlflow_errors(self):
            found = self.client.get_experiment_by_name(name)
            if found is None:
                try:
                    experiment_id = str(self.client.create_experiment(name))
                except MlflowException as error:
                    if error.error_code != "RESOURCE_ALREADY_EXISTS":
                        raise
                    experiment_id = str(self.client.get_experiment_by_name(name).experiment_id)
            else:
                experiment_id = str(found.experiment_id)
        if self.embedded:
            # Also for one that was found: its maker may not have come this far yet.
            _make_locations_relative(self.root / DATABASE)
        return experiment_id

    def put_run_files(self, run_id: str, folder: Path, to: str = "") -> None:
        """Copy what is in `folder` to the run's artefacts, below `to`."""
        with mlflow_errors(self):
            if self.embedded:
                location = self.client.get_run(run_id).info.artifact_uri
                shutil.copytree(folder, self.root / location / to, dirs_exist_ok=True)
            else:
                self.client.log_artifacts(run_id, str(folder), to or None)

    def put_model_files(self, model: Any, folder: Path) -> None:
        """Copy what is in `folder` to the artefacts of a logged model."""
        if self.embedded:
            shutil.copytree(folder, self.root / model.artifact_location)
        else:
            self.client.log_model_artifacts(model.model_id, str(folder))

    def bundle_folder(self, name: str, version: str, digest: str) -> Path:
        """Where the bundle of a registered version lies; fetched from a server if need be.

        `digest` names the download, so a version is fetched once. Nothing is verified here.
        """
        if self.embedded:
            with mlflow_errors(self):
                location = self.client.get_model_version_download_uri(name, version)
            artefact = self.root / location
            _refuse_strangers(artefact)
            return artefact / BUNDLE
        return self._download(name, version, digest)

    def _download(self, name: str, version: str, digest: str) -> Path:
        import mlflow.artifacts

        target = self.root / DOWNLOADS / digest
        if target.is_dir():
            return target
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".part-") as part:
            with mlflow_errors(self), self.as_default():
                got = mlflow.artifacts.download_artifacts(
                    artifact_uri=f"models:/{name}/{version}/{BUNDLE}", dst_path=part
                )
            try:
                os.replace(got, target)
            except OSError:
                # Another process fetched the same digest first; the reader checks what is there.
                if not target.is_dir():
                    raise
        return target

    @contextmanager
    def as_default(self) -> Iterator[None]:
        """Make this MLflow's default store for a moment, and put back what was set.

        Registering a logged model asks the default store for it, whatever store the client has;
        so does a download by model name.
        """
        import mlflow

        before = os.environ.get("MLFLOW_TRACKING_URI")
        mlflow.set_tracking_uri(self.uri)
        try:
            yield
        finally:
            mlflow.set_tracking_uri(None)
            if before is not None:
                os.environ["MLFLOW_TRACKING_URI"] = before


def open_store(uri: str | None = None, root: Path | None = None, *, create: bool = True) -> Store:
    """The store at `uri`, else at $MLFLOW_TRACKING_URI, else the embedded one under `root`.

    `root` is the project's folder, by default the working directory. With `create=False` an
    embedded store that does not exist raises NoStoreError and nothing is written.
    """
    root = (root or Path.cwd()).absolute()
    uri = uri or os.environ.get("MLFLOW_TRACKING_URI") or None
    database = root / DATABASE
    embedded = uri is None or uri in (f"sqlite:///{DATABASE}", f"sqlite:///{database}")
    if not embedded and not str(uri).startswith(("http://", "https://")):
        raise RegistryError(
            f"MLFLOW_TRACKING_URI: expected the http address of an MLflow server, found {uri!r}; "
            "unset it to use the project's own store."
        )
    if embedded and not create and not database.exists():
        raise NoStoreError(
            f"No model is registered: {database} does not exist; run make train first."
        )
    if not embedded:
        return Store(str(uri), root, False, _client(str(uri)))
    (root / ARTIFACTS).mkdir(parents=True, exist_ok=True)
    address = f"sqlite:///{database}"
    with _alone_in(database.parent):
        store = Store(address, root, True, _client(address))
        with mlflow_errors(store):
            # The registry's half of the client makes its tables on its first question.
            store.client.search_registered_models(max_results=1)
        _make_locations_relative(database)
    return store


def quiet() -> None:
    """No telemetry, no chatter, no minutes of retries; what the user has set stays set.

    Has to run before MLflow is imported for the first time.
    """
    os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
    os.environ.setdefault("MLFLOW_LOGGING_LEVEL", "WARNING")
    os.environ.setdefault("MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT", "true")
    os.environ.setdefault("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "false")
    os.environ.setdefault("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "3")
    for name in ("mlflow", "alembic"):
        logging.getLogger(name).setLevel(os.environ["MLFLOW_LOGGING_LEVEL"].upper())


@contextmanager
def mlflow_errors(store: Store) -> Iterator[None]:
    """MLflow's exceptions inside become one RegistryError that names the store."""
    from mlflow.exceptions import MlflowException

    try:
        yield
    except MlflowException as error:
        said = str(error).splitlines()[0][:300] if str(error) else error.error_code
        raise RegistryError(
            f"{store.where}: MLflow refused: {said}; check that the store is the right one and "
            "can be reached."
        ) from error


def _client(uri: str) -> Any:
    quiet()
    from mlflow import MlflowClient

    return MlflowClient(tracking_uri=uri, registry_uri=uri)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    # MLflow makes and migrates SQLite tables without a lock: two first openings break each other.
    # The folder itself is locked, so that a reader needs no right to write a lock file.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _make_locations_relative(database: Path) -> None:
    relative = f"{ARTIFACTS.as_posix()}/"
    with closing(sqlite3.connect(database, timeout=60)) as connection, connection:
        wrong = connection.execute(
            "select count(*) from experiments where artifact_location <> ? || experiment_id",
            (relative,),
        ).fetchone()[0]
        # A reader of a store that is in order must not need the right to write to it.
        if wrong:
            connection.execute(
                "update experiments set artifact_location = ? || experiment_id", (relative,)
            )


def _refuse_strangers(artefact: Path) -> None:
    if not artefact.is_dir():
        raise RegistryError(
            f"{artefact}: expected a registered model's files, found none; restore mlruns/ from "
            "a backup or roll back."
        )
    found = {entry.name for entry in artefact.iterdir()} - _FURNITURE
    found |= {f"data/{entry.name}" for entry in (artefact / "data").iterdir()} - {BUNDLE}
    if found:
        raise RegistryError(
            f"{artefact}: expected a bundle alone, found {', '.join(sorted(found)[:8])} beside it; "
            "find out who put that there, then remove it."
        )

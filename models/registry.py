"""MLflow as stillwatch uses it: runs, the registered bundle, champion and challenger.

An alias is resolved once a run to a version, and the version's digest (a tag from its
registration) is checked when it is loaded. Aliases move through `promote` and `rollback` alone, and
each move is an entry of the ledger.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.detector import Bundle, Detector, read_bundle
from models.ledger import Entry, What, before_champion, from_tags, new_entry, to_tag
from models.runs import Run
from models.store import RegistryError, Store, mlflow_errors, open_store

__all__ = ["CHALLENGER", "CHAMPION", "MODEL", "Registry", "RegistryError", "open_registry"]

MODEL = "stillwatch"
CHAMPION = "champion"
CHALLENGER = "challenger"
DIGEST_TAG = "bundle_digest"
FIGURES_TAG = "evaluation"

_DIGEST = re.compile(r"^[0-9a-f]{64}$")


@dataclass(frozen=True)
class Resolved:
    """A version, pinned: what an alias meant at one moment, and where its bundle lies."""

    name: str
    version: str
    digest: str
    folder: Path


@dataclass(frozen=True)
class Registry:
    """Runs and models of one store. Methods raise RegistryError, and BundleError for a bundle
    that is broken or was changed. Not safe for several threads; several processes are fine."""

    store: Store

    def experiment(self, name: str = MODEL) -> str:
        """Id of the experiment, made if there is none."""
        return self.store.experiment(name)

    @contextmanager
    def run(
        self,
        name: str,
        *,
        experiment: str = MODEL,
        parent: Run | None = None,
        tags: Mapping[str, str] | None = None,
    ) -> Iterator[Run]:
        """A run, FINISHED when the block ends and FAILED when it raises; nested under `parent`."""
        experiment_id = parent.experiment_id if parent else self.experiment(experiment)
        tags = dict(tags or {})
        if parent is not None:
            tags["mlflow.parentRunId"] = parent.run_id
        with mlflow_errors(self.store):
            made = self.store.client.create_run(experiment_id, tags=tags, run_name=name)
        status = "FAILED"
        try:
            yield Run(made.info.run_id, experiment_id, self.store)
            status = "FINISHED"
        finally:
            with mlflow_errors(self.store):
                self.store.client.set_terminated(made.info.run_id, status)

    def log_and_register(
        self,
        run: Run,
        bundle_folder: Path | str,
        name: str = MODEL,
        tags: Mapping[str, str] | None = None,
    ) -> str:
        """Register the bundle as the next version of `name`, and return that version.

        The bundle is read and checked first. The version's tags carry the bundle's digest and
        fingerprints; its card is the version's description, its figures are metrics of the run.
        No alias moves.
        """
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / "bundle"
            # What is checked has to be what is logged, so both are this copy.
            shutil.copytree(bundle_folder, copy, symlinks=True)
            detector = read_bundle(copy)
            run.log_metrics(detector.bundle.figures)
            with mlflow_errors(self.store):
                model_id = self._log_model(run, copy, Path(scratch) / "model", detector.bundle)
                return self._register(run, model_id, name, detector, dict(tags or {}))

    def set_challenger(self, version: str, name: str = MODEL) -> None:
        """Name `version` the challenger; this is no promotion and leaves no entry."""
        with mlflow_errors(self.store):
            self.store.client.set_registered_model_alias(name, CHALLENGER, version)

    def resolve(self, alias_or_version: str = CHAMPION, name: str = MODEL) -> Resolved:
        """Pin an alias or a version number to a version, its digest and its folder."""
        version = self._version(alias_or_version, name)
        if version is None:
            raise RegistryError(self._nobody(alias_or_version, name))
        digest = version.tags.get(DIGEST_TAG, "")
        if not _DIGEST.match(digest):
            raise RegistryError(
                f"{self.store.where}: {name} version {version.version}: expected the tag "
                f"{DIGEST_TAG}, found none; register the model with make train."
            )
        number = str(version.version)
        return Resolved(name, number, digest, self.store.bundle_folder(name, number, digest))

    def has_versions(self, name: str = MODEL) -> bool:
        """False where nobody has registered any version of the model yet."""
        with mlflow_errors(self.store):
            found = self.store.client.search_model_versions(f"name = '{name}'", max_results=1)
            return len(found) > 0

    def load(self, alias_or_version: str = CHAMPION, name: str = MODEL) -> Detector:
        """The detector behind an alias or version, with `.version` and `.digest` set."""
        return load_resolved(self.resolve(alias_or_version, name))

    def history(self, name: str = MODEL) -> tuple[Entry, ...]:
        """The ledger, oldest first; empty where the model does not exist."""
        from mlflow.exceptions import MlflowException

        with mlflow_errors(self.store):
            try:
                tags = self.store.client.get_registered_model(name).tags
            except MlflowException as error:
                if error.error_code != "RESOURCE_DOES_NOT_EXIST":
                    raise
                return ()
        return from_tags(tags)

    def promote(
        self,
        alias_or_version: str = CHALLENGER,
        *,
        who: str,
        why: str,
        figures: Mapping[str, float] | None = None,
        forced: bool = False,
        name: str = MODEL,
    ) -> Entry:
        """Make a version champion and write it into the ledger; `figures` default to the bundle's.

        The bundle is loaded and checked first. Whether it deserves it is the gate's to say
        (training.promote); `forced` marks a promotion against it.
        """
        detector = self.load(alias_or_version, name)
        version = str(detector.version)
        champion = self.champion(name)
        if champion == version:
            raise RegistryError(f"{name} version {version} is the champion already.")
        entry = self._write(
            name,
            who=who,
            what="forced" if forced else "promoted",
            before=champion,
            after=version,
            why=why,
            figures=detector.bundle.figures if figures is None else figures,
        )
        self._crown(name, version)
        challenger = self._version(CHALLENGER, name)
        if challenger is not None and str(challenger.version) == version:
            with mlflow_errors(self.store):
                self.store.client.delete_registered_model_alias(name, CHALLENGER)
        return entry

    def refuse(
        self,
        alias_or_version: str = CHALLENGER,
        *,
        who: str,
        why: str,
        figures: Mapping[str, float],
        name: str = MODEL,
    ) -> Entry:
        """Write into the ledger that a version was refused; no alias moves."""
        version = self.resolve(alias_or_version, name).version
        champion = self.champion(name)
        return self._write(
            name,
            who=who,
            what="refused",
            before=champion,
            after=version,
            why=why,
            figures=figures,
        )

    def rollback(self, *, who: str, why: str, name: str = MODEL) -> Entry:
        """Make the version that the champion replaced champion again, and write that down."""
        champion = self.champion(name)
        if champion is None:
            raise RegistryError(self._nobody(CHAMPION, name))
        target = before_champion(self.history(name), champion)
        detector = self.load(target, name)
        entry = self._write(
            name,
            who=who,
            what="rolled back",
            before=champion,
            after=target,
            why=why,
            figures=detector.bundle.figures,
        )
        self._crown(name, target)
        return entry

    def note_figures(self, version: str, figures: Mapping[str, float], name: str = MODEL) -> None:
        """Keep what an evaluation found about a version, as a tag; a later one replaces it."""
        text = json.dumps({k: float(v) for k, v in sorted(figures.items())}, allow_nan=False)
        with mlflow_errors(self.store):
            self.store.client.set_model_version_tag(name, version, FIGURES_TAG, text)

    def figures(self, detector: Detector, name: str = MODEL) -> dict[str, float]:
        """The bundle's figures, and over them what an evaluation found since."""
        version = self._version(str(detector.version), name)
        noted = json.loads(version.tags.get(FIGURES_TAG, "{}")) if version else {}
        return {**detector.bundle.figures, **noted}

    def newest_alias(self, name: str = MODEL) -> str:
        """`challenger` where there is one, else `champion`: what an evaluation is asked about."""
        return CHAMPION if self._version(CHALLENGER, name) is None else CHALLENGER

    def champion_since(self, name: str = MODEL) -> str:
        """The day since which the champion is champion, from the ledger; empty if unknown."""
        version = self.champion(name)
        moves = [e for e in self.history(name) if e.after == version and e.what != "refused"]
        return moves[-1].when[:10] if moves else ""

    def champion(self, name: str = MODEL) -> str | None:
        """Version of the champion, None if there is none."""
        version = self._version(CHAMPION, name)
        return None if version is None else str(version.version)

    def _write(self, name: str, *, after: str, what: What, **fields: Any) -> Entry:
        entry = new_entry(self.history(name), what=what, after=after, **fields)
        key, value = to_tag(entry)
        # Before the alias moves: a promotion that was recorded and cut short can be repeated, one
        # that nobody recorded cannot be explained.
        with mlflow_errors(self.store):
            self.store.client.set_registered_model_tag(name, key, value)
            self.store.client.set_model_version_tag(name, after, key, value)
        return entry

    def _crown(self, name: str, version: str) -> None:
        with mlflow_errors(self.store):
            self.store.client.set_registered_model_alias(name, CHAMPION, version)

    def _version(self, alias_or_version: str, name: str) -> Any | None:
        from mlflow.exceptions import MlflowException

        with mlflow_errors(self.store):
            try:
                if alias_or_version.isdecimal():
                    return self.store.client.get_model_version(name, alias_or_version)
                return self.store.client.get_model_version_by_alias(name, alias_or_version)
            except MlflowException as error:
                # A missing alias is INVALID_PARAMETER_VALUE, a missing model or version the other.
                if error.error_code not in ("RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE"):
                    raise
                return None

    def _nobody(self, alias_or_version: str, name: str) -> str:
        if alias_or_version.isdecimal():
            return f"{name} has no version {alias_or_version} in {self.store.where}."
        todo = "make train" if alias_or_version == CHALLENGER else "make train and make promote"
        return f"No model has alias {alias_or_version} in {self.store.where}: run {todo} first."

    def _log_model(self, run: Run, bundle: Path, target: Path, parts: Bundle) -> str:
        import mlflow.pyfunc
        from mlflow.entities import LoggedModelOutput
        from mlflow.models import Model

        client = self.store.client
        model = client.create_logged_model(
            run.experiment_id, name=MODEL, source_run_id=run.run_id, model_type="detector"
        )
        with warnings.catch_warnings():
            # It misses an input example; rows of accounts have no place in an artefact.
            warnings.simplefilter("ignore", UserWarning)
            mlflow.pyfunc.save_model(
                str(target),
                loader_module="models.detector",
                data_path=str(bundle),
                pip_requirements=_requirements(),
                signature=_signature(parts.features),
                mlflow_model=Model(
                    artifact_path=model.artifact_location,
                    model_uuid=model.model_id,
                    model_id=model.model_id,
                    run_id=run.run_id,
                ),
            )
        self.store.put_model_files(model, target)
        client.finalize_logged_model(model.model_id, "READY")
        client.log_outputs(run.run_id, [LoggedModelOutput(model.model_id, 0)])
        return str(model.model_id)

    def _register(
        self, run: Run, model_id: str, name: str, detector: Detector, tags: dict[str, str]
    ) -> str:
        from mlflow.exceptions import MlflowException

        client, bundle = self.store.client, detector.bundle
        try:
            client.create_registered_model(name)
        except MlflowException as error:
            if error.error_code != "RESOURCE_ALREADY_EXISTS":
                raise
        tags |= {
            DIGEST_TAG: detector.digest,
            "catalogue_digest": bundle.catalogue_digest,
            "embedder_fingerprint": bundle.embedder_fingerprint,
            "data_fingerprint": bundle.data_fingerprint,
            "trained_to": bundle.trained_to,
        }
        with self.store.as_default():
            version = client.create_model_version(
                name,
                source=f"models:/{model_id}",
                run_id=run.run_id,
                model_id=model_id,
                tags=tags,
                # The column holds 5,000 characters; the whole card is in the bundle.
                description=bundle.card[:5000],
            )
        return str(version.version)


def open_registry(
    uri: str | None = None, root: Path | None = None, *, create: bool = True
) -> Registry:
    """The registry at `uri`, else at $MLFLOW_TRACKING_URI, else under `root` (working directory).

    Readers pass `create=False`: where no store exists they get a RegistryError at once, and no
    empty store appears. The first opening of an embedded store makes its tables (2 s).
    """
    return Registry(open_store(uri, root, create=create))


def load_resolved(resolved: Resolved) -> Detector:
    """The detector that was pinned; raises BundleError if a byte changed since registration."""
    return read_bundle(resolved.folder, expected_digest=resolved.digest, version=resolved.version)


def _requirements() -> list[str]:
    from importlib.metadata import version

    names = ("lightgbm", "numpy", "pandas", "scipy")
    return [f"{name}=={version(name)}" for name in names]


def _signature(features: tuple[str, ...]) -> Any:
    from mlflow.models import ModelSignature
    from mlflow.types import ColSpec, Schema

    return ModelSignature(
        inputs=Schema([ColSpec("double", name) for name in features]),
        outputs=Schema([ColSpec("double", "score"), ColSpec("string", "tier")]),
    )

"""What a training run writes down: parameters, metrics, files, the data that it read."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.store import Store, mlflow_errors


@dataclass(frozen=True)
class Run:
    """One MLflow run; files go to its artefacts."""

    run_id: str
    experiment_id: str
    store: Store

    def log_params(self, params: Mapping[str, object]) -> None:
        from mlflow.entities import Param

        self._batch(params=[Param(key, str(value)) for key, value in params.items()])

    def log_metrics(self, metrics: Mapping[str, float], step: int = 0) -> None:
        from mlflow.entities import Metric

        now = int(time.time() * 1000)
        self._batch(
            metrics=[Metric(key, float(value), now, step) for key, value in metrics.items()]
        )

    def set_tags(self, tags: Mapping[str, object]) -> None:
        from mlflow.entities import RunTag

        self._batch(tags=[RunTag(key, str(value)) for key, value in tags.items()])

    def log_dict(self, value: object, file: str) -> None:
        """`value` as JSON, keys sorted, at `file` below the run's artefacts."""
        self.log_text(json.dumps(value, sort_keys=True, indent=1) + "\n", file)

    def log_text(self, text: str, file: str) -> None:
        """`text` as UTF-8: Markdown, HTML, SVG, CSV."""
        with self._laid_out(file) as path:
            path.write_bytes(text.encode())

    def log_figure(self, figure: Any, file: str) -> None:
        """A chart that has `save(path)`, as Altair's do; the ending (.svg, .html) says the kind."""
        with self._laid_out(file) as path:
            figure.save(str(path))

    def log_artifacts(self, folder: Path | str, to: str = "") -> None:
        """All files of `folder`, below `to`."""
        self.store.put_run_files(self.run_id, Path(folder), to)

    def log_dataset(self, name: str, digest: str, context: str = "training") -> None:
        """Name the data that this run read; MLflow keeps 36 characters of the digest."""
        from mlflow.entities import Dataset, DatasetInput, InputTag

        data = Dataset(name, digest[:36], "local", json.dumps({"uri": name}))
        with mlflow_errors(self.store):
            self.store.client.log_inputs(
                self.run_id, [DatasetInput(data, [InputTag("mlflow.data.context", context)])]
            )

    def _batch(self, **kinds: list[Any]) -> None:
        for kind, items in kinds.items():
            for first in range(0, len(items), 100):
                with mlflow_errors(self.store):
                    self.store.client.log_batch(self.run_id, **{kind: items[first : first + 100]})

    @contextmanager
    def _laid_out(self, file: str) -> Iterator[Path]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / file
            path.parent.mkdir(parents=True, exist_ok=True)
            yield path
            self.store.put_run_files(self.run_id, Path(folder))

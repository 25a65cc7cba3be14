"""The files of a registered bundle: text and JSON, each vouched for by a manifest.

No pickle, no code. A reader hashes every byte against the manifest before a parser sees it,
because LightGBM's text format is no safe boundary: a crafted model reads and writes out of bounds.
What is read is what was hashed: bytes are taken once, so a file swapped in between changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

FORMAT = 1
TIERS = ("watch", "review", "restrict")
MANIFEST = "manifest.json"
FILES = (
    "bundle.json",
    "calibrator.json",
    "card.md",
    "features.json",
    "figures.json",
    "model.lgb",
    "tiers.json",
)

_LARGEST_MANIFEST = 64 * 1024
_LARGEST_FILE = 1024**3


class BundleError(ValueError):
    """A bundle is broken, was changed, or does not fit what it is asked to score."""


@dataclass(frozen=True)
class Bundle:
    """All that scoring needs, and what it was made from.

    booster: LightGBM's text model, one binary objective, trained on a plain numeric matrix.
    features: column names in the order that the booster was trained with.
    calibrator: maps the margin (log odds, before the link) to a probability, never falling:
        {"kind": "logistic", "slope": > 0, "intercept": any} or
        {"kind": "isotonic", "x": margins, rising, "y": probabilities, not falling}, linear between
        the points and flat outside them.
    tiers: least probability of "watch", "review" and "restrict", in rising order; a value above 1
        is never reached and switches the tier off.
    trained_to: ISO date; knowledge up to the end of this day (UTC) went in.
    figures: what evaluation measured, finite numbers only; an unknown figure is left out.

    Raises BundleError, naming the part, where one of these does not hold.
    """

    booster: str
    features: tuple[str, ...]
    calibrator: dict[str, Any]
    tiers: dict[str, float]
    catalogue_digest: str
    embedder_fingerprint: str
    data_fingerprint: str
    trained_to: str
    card: str
    figures: dict[str, float]

    def __post_init__(self) -> None:
        _check_text(self)
        _check_features(self.features)
        _check_calibrator(self.calibrator)
        _check_tiers(self.tiers)
        for name, value in self.figures.items():
            if not _is_number(value):
                raise BundleError(
                    f"figures: {name!r}: expected a finite number, found {value!r}; "
                    "leave an unknown figure out."
                )


def write_bundle(bundle: Bundle, folder: Path | str) -> str:
    """Write `bundle` into `folder` (made if absent) and return its digest.

    The digest is the SHA-256 of manifest.json, 64 hexadecimal digits; the same bundle gives the
    same bytes anywhere. Each file is written beside and renamed, the manifest last: a reader of a
    write cut short finds the manifest contradicted and refuses.

    Raises BundleError if the folder holds anything that is no part of a bundle.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    strangers = sorted({entry.name for entry in folder.iterdir()} - {*FILES, MANIFEST})
    if strangers:
        raise BundleError(
            f"{folder}: expected an empty folder or an older bundle, found {_some(strangers)}; "
            "name another folder."
        )
    contents = _contents(bundle)
    manifest = _json_bytes(
        {
            "format": FORMAT,
            "files": {
                name: {"sha256": _sha256(data), "size": len(data)}
                for name, data in contents.items()
            },
        }
    )
    for name, data in contents.items():
        _replace(folder / name, data)
    _replace(folder / MANIFEST, manifest)
    return _sha256(manifest)


def read_files(folder: Path | str, expected_digest: str | None = None) -> tuple[Bundle, str]:
    """The bundle in `folder` and its digest, every byte checked before it is parsed.

    Raises BundleError if a file is missing, extra, no plain file, or not what the manifest says,
    or if the manifest is not the one that `expected_digest` names.
    """
    folder = Path(folder)
    _check_names(folder)
    manifest = _read_plain(folder / MANIFEST, _LARGEST_MANIFEST)
    digest = _sha256(manifest)
    if expected_digest is not None and digest != expected_digest:
        raise BundleError(
            f"{folder / MANIFEST}: expected digest {expected_digest}, found {digest}; "
            "the bundle was changed after it was registered: restore it or roll back."
        )
    listed = _listed(folder / MANIFEST, manifest)
    contents = {name: _read_vouched(folder / name, *listed[name]) for name in FILES}
    return _bundle(folder, contents), digest


def _contents(bundle: Bundle) -> dict[str, bytes]:
    return {
        "bundle.json": _json_bytes(
            {
                "catalogue_digest": bundle.catalogue_digest,
                "data_fingerprint": bundle.data_fingerprint,
                "embedder_fingerprint": bundle.embedder_fingerprint,
                "trained_to": bundle.trained_to,
            }
        ),
        "calibrator.json": _json_bytes(bundle.calibrator),
        "card.md": bundle.card.encode(),
        "features.json": _json_bytes(list(bundle.features)),
        "figures.json": _json_bytes(bundle.figures),
        "model.lgb": bundle.booster.encode(),
        "tiers.json": _json_bytes(bundle.tiers),
    }


def _bundle(folder: Path, contents: Mapping[str, bytes]) -> Bundle:
    about = _parse(folder / "bundle.json", contents["bundle.json"], dict)
    features = _parse(folder / "features.json", contents["features.json"], list)
    texts = ("catalogue_digest", "data_fingerprint", "embedder_fingerprint", "trained_to")
    if set(about) != set(texts):
        raise BundleError(
            f"{folder / 'bundle.json'}: expected the keys {', '.join(texts)}, "
            f"found {_some(sorted(about))}; write the bundle again."
        )
    try:
        return Bundle(
            booster=contents["model.lgb"].decode(),
            features=tuple(features),
            calibrator=_parse(folder / "calibrator.json", contents["calibrator.json"], dict),
            tiers=_parse(folder / "tiers.json", contents["tiers.json"], dict),
            card=contents["card.md"].decode(),
            figures=_parse(folder / "figures.json", contents["figures.json"], dict),
            **{name: about[name] for name in texts},
        )
    except UnicodeDecodeError as error:
        raise BundleError(
            f"{folder}: expected UTF-8 in model.lgb and card.md, found {error.reason}; "
            "write the bundle again."
        ) from error


def _check_names(folder: Path) -> None:
    if not folder.is_dir():
        raise BundleError(f"{folder}: expected a bundle's folder, found none; run make train.")
    found = {entry.name for entry in folder.iterdir()}
    missing, extra = sorted({*FILES, MANIFEST} - found), sorted(found - {*FILES, MANIFEST})
    if missing:
        raise BundleError(
            f"{folder}: expected {_some(missing)}, found no such file; restore the bundle."
        )
    if extra:
        raise BundleError(
            f"{folder}: expected the files of a bundle alone, found {_some(extra)} beside them; "
            "find out who put that there, then remove it."
        )


def _listed(path: Path, manifest: bytes) -> dict[str, tuple[str, int]]:
    parsed = _parse(path, manifest, dict)
    files = parsed.get("files")
    if parsed.get("format") != FORMAT or not isinstance(files, dict) or set(files) != set(FILES):
        raise BundleError(
            f"{path}: expected format {FORMAT} and an entry for each of {', '.join(FILES)}, "
            f"found format {parsed.get('format')!r}; use the version of stillwatch that wrote it."
        )
    listed = {}
    for name, entry in files.items():
        sha256, size = (
            (entry.get("sha256"), entry.get("size")) if isinstance(entry, dict) else (None, None)
        )
        if not isinstance(sha256, str) or not isinstance(size, int) or size > _LARGEST_FILE:
            raise BundleError(
                f"{path}: {name}: expected sha256 and a size of at most {_LARGEST_FILE} bytes, "
                f"found {size!r}; restore the bundle."
            )
        listed[name] = (sha256, size)
    return listed


def _read_vouched(path: Path, sha256: str, size: int) -> bytes:
    data = _read_plain(path, size)
    if len(data) != size or _sha256(data) != sha256:
        raise BundleError(
            f"{path}: expected {size} bytes with SHA-256 {sha256}, found {len(data)} bytes with "
            f"{_sha256(data)}; the file was changed: restore it or roll back."
        )
    return data


def _read_plain(path: Path, largest: int) -> bytes:
    # O_NOFOLLOW and O_NONBLOCK: neither a link out of the folder nor a pipe is ever followed.
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise BundleError(
            f"{path}: expected a plain file, found {error.strerror}; restore the bundle."
        ) from error
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise BundleError(f"{path}: expected a plain file, found none; restore the bundle.")
        data = file.read(largest + 1)
    if len(data) > largest:
        raise BundleError(
            f"{path}: expected at most {largest} bytes, found more; the file was changed: "
            "restore it or roll back."
        )
    return data


def _parse(path: Path, data: bytes, kind: type) -> Any:
    try:
        value = json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BundleError(
            f"{path}: expected JSON, found {type(error).__name__}; restore the bundle."
        ) from error
    if not isinstance(value, kind):
        raise BundleError(
            f"{path}: expected {kind.__name__}, found {type(value).__name__}; restore the bundle."
        )
    return value


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _check_text(bundle: Bundle) -> None:
    for name in ("booster", "catalogue_digest", "embedder_fingerprint", "data_fingerprint", "card"):
        value = getattr(bundle, name)
        if not isinstance(value, str) or not value:
            raise BundleError(f"{name}: expected text, found {type(value).__name__} or nothing.")
    try:
        date.fromisoformat(bundle.trained_to)
    except (TypeError, ValueError) as error:
        raise BundleError(
            f"trained_to: expected a date such as 2026-05-19, found {bundle.trained_to!r}."
        ) from error


def _check_features(features: tuple[str, ...]) -> None:
    if not features or not all(isinstance(name, str) and name for name in features):
        raise BundleError("features: expected at least one name, all of them text.")
    twice = sorted({name for name in features if features.count(name) > 1})
    if twice:
        raise BundleError(f"features: expected each name once, found twice {_some(twice)}.")


def _check_calibrator(calibrator: dict[str, Any]) -> None:
    kind = calibrator.get("kind")
    if kind == "logistic":
        if not all(_is_number(calibrator.get(part)) for part in ("slope", "intercept")):
            raise BundleError("calibrator: expected finite numbers as slope and intercept.")
        if calibrator["slope"] <= 0:
            raise BundleError(
                f"calibrator: expected a slope above 0, found {calibrator['slope']}: a higher "
                "margin must never mean a lower probability."
            )
        return
    if kind != "isotonic":
        raise BundleError(f"calibrator: expected kind isotonic or logistic, found {kind!r}.")
    x, y = calibrator.get("x"), calibrator.get("y")
    if not (isinstance(x, list) and isinstance(y, list) and len(x) == len(y) > 0):
        raise BundleError("calibrator: expected x and y as lists of one length, at least 1.")
    if not all(_is_number(value) for value in (*x, *y)):
        raise BundleError("calibrator: expected finite numbers in x and y.")
    if any(a >= b for a, b in pairwise(x)):
        raise BundleError("calibrator: expected x to rise from each point to the next.")
    if any(a > b for a, b in pairwise(y)) or y[0] < 0 or y[-1] > 1:
        raise BundleError("calibrator: expected y within 0 and 1, never falling.")


def _check_tiers(tiers: dict[str, float]) -> None:
    if set(tiers) != set(TIERS) or not all(_is_number(value) for value in tiers.values()):
        raise BundleError(f"tiers: expected a number for each of {', '.join(TIERS)}.")
    if not 0 <= tiers["watch"] <= tiers["review"] <= tiers["restrict"]:
        raise BundleError(f"tiers: expected 0 <= watch <= review <= restrict, found {tiers}.")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _some(names: list[str]) -> str:
    rest = len(names) - 8
    return ", ".join(names[:8]) + (f" and {rest} more" if rest > 0 else "")


def _json_bytes(value: object) -> bytes:
    return (json.dumps(value, sort_keys=True, indent=1, allow_nan=False) + "\n").encode()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _replace(path: Path, data: bytes) -> None:
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    finally:
        Path(beside).unlink(missing_ok=True)

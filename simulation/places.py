"""Countries: where people live, what they speak, when they wake. Weights are ASSUMPTION."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Country:
    """A country with its share of customers, hours from UTC and spoken languages.

    late : hours by which its people's day starts later than the fitted curve's.
    """

    code: str
    weight: float
    utc_offset: float
    languages: tuple[tuple[str, float], ...]
    late: float = 0.0


COUNTRIES: tuple[Country, ...] = (
    Country("US", 24, -6, (("en", 0.92), ("es", 0.07), ("zh", 0.01))),
    Country("GB", 8, 0, (("en", 1.0),)),
    Country("DE", 9, 1, (("de", 0.75), ("en", 0.22), ("tr", 0.03)), -0.5),
    Country("FR", 7, 1, (("fr", 0.8), ("en", 0.2)), 0.3),
    Country("ES", 5, 1, (("es", 0.85), ("en", 0.15)), 1.3),
    Country("BR", 8, -3, (("pt", 0.85), ("en", 0.15)), -0.3),
    Country("MX", 5, -6, (("es", 0.85), ("en", 0.15)), 0.5),
    Country("IN", 12, 5.5, (("en", 1.0),), 0.8),
    Country("CA", 4, -5, (("en", 0.78), ("fr", 0.2), ("zh", 0.02))),
    Country("AU", 3, 10, (("en", 0.97), ("zh", 0.03)), -0.7),
    Country("NG", 3, 1, (("en", 1.0),)),
    Country("SG", 3, 8, (("en", 0.8), ("zh", 0.2)), 0.6),
    Country("NL", 3, 1, (("nl", 0.6), ("en", 0.4)), -0.3),
    Country("PT", 2, 0, (("pt", 0.8), ("en", 0.2)), 0.7),
    Country("CO", 2, -5, (("es", 0.9), ("en", 0.1)), -1.0),
    Country("AT", 2, 1, (("de", 0.85), ("en", 0.15)), -0.7),
    Country("IT", 4, 1, (("it", 0.85), ("en", 0.15)), 0.6),
    Country("PL", 3, 1, (("pl", 0.8), ("en", 0.2)), -0.4),
    Country("TR", 3, 3, (("tr", 0.85), ("en", 0.15)), 0.7),
    Country("JP", 5, 9, (("ja", 0.9), ("en", 0.1)), 0.2),
    Country("TW", 2, 8, (("zh", 0.85), ("en", 0.15)), 0.5),
)
LANGUAGE_CODES: tuple[str, ...] = (
    "en", "de", "fr", "es", "pt", "it", "nl", "pl", "tr", "ja", "zh",
)  # fmt: skip

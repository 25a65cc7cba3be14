"""Countries: where people live, what they speak, when they wake. Weights are ASSUMPTION."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Country:
    """A country with its share of customers, hours from UTC and spoken languages."""

    code: str
    weight: float
    utc_offset: float
    languages: tuple[tuple[str, float], ...]


COUNTRIES: tuple[Country, ...] = (
    Country("US", 24, -6, (("en", 0.93), ("es", 0.07))),
    Country("GB", 8, 0, (("en", 1.0),)),
    Country("DE", 9, 1, (("de", 0.75), ("en", 0.25))),
    Country("FR", 7, 1, (("fr", 0.8), ("en", 0.2))),
    Country("ES", 5, 1, (("es", 0.85), ("en", 0.15))),
    Country("BR", 8, -3, (("pt", 0.85), ("en", 0.15))),
    Country("MX", 5, -6, (("es", 0.85), ("en", 0.15))),
    Country("IN", 12, 5.5, (("en", 1.0),)),
    Country("CA", 4, -5, (("en", 0.8), ("fr", 0.2))),
    Country("AU", 3, 10, (("en", 1.0),)),
    Country("NG", 3, 1, (("en", 1.0),)),
    Country("SG", 3, 8, (("en", 1.0),)),
    Country("NL", 3, 1, (("en", 0.85), ("de", 0.15))),
    Country("PT", 2, 0, (("pt", 0.8), ("en", 0.2))),
    Country("CO", 2, -5, (("es", 0.9), ("en", 0.1))),
    Country("AT", 2, 1, (("de", 0.85), ("en", 0.15))),
)
LANGUAGE_CODES: tuple[str, ...] = ("en", "de", "fr", "es", "pt")

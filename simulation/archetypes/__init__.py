"""Honest users, as declarations: the hard negatives of the campaign facts and everybody else."""

from __future__ import annotations

from simulation.archetypes.declare import Archetype
from simulation.archetypes.groups import GROUPS
from simulation.archetypes.jobs import JOBS
from simulation.archetypes.people import PEOPLE

ARCHETYPES: tuple[Archetype, ...] = (*PEOPLE, *GROUPS, *JOBS)
ARCHETYPE_INDEX: dict[str, int] = {a.name: i for i, a in enumerate(ARCHETYPES)}

__all__ = ["ARCHETYPES", "ARCHETYPE_INDEX", "Archetype"]

"""Seeded labelled manifests from a documented mechanism, and the best figures that the mechanism allows."""

from riskscan.simulation.bound import SimulationBound, simulation_bound
from riskscan.simulation.generating import LABEL_COLUMNS, simulate

__all__ = ["LABEL_COLUMNS", "SimulationBound", "simulate", "simulation_bound"]

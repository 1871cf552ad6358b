"""Seeded labelled manifests from a documented mechanism, and the best figures that the mechanism allows."""

from riskscan.simulation.bound import SimulationBound, pattern_bounds, simulation_bound
from riskscan.simulation.generating import LABEL_COLUMNS, simulate

__all__ = ["LABEL_COLUMNS", "SimulationBound", "pattern_bounds", "simulate", "simulation_bound"]

"""How real is a simulated log? Figures that a maker of worlds can hold against bounds.

Reads a LOGS folder with known truth, in files only. Nothing of the pipeline is imported.
"""

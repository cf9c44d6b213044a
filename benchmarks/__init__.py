"""Measures, each printing the figures the docs quote."""

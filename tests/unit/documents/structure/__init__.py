"""Tests of the structure and the form of a report."""

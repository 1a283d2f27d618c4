"""Tests of the house itself: its rooms, its sizes, the names of its tests."""

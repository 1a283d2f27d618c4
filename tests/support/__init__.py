"""Helpers of tests, and the programs that write cases and examples anew."""

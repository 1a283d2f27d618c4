"""Pure functions from an edition and a filing to findings."""

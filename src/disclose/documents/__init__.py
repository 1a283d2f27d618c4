"""Documents that others wrote or edited: read, extract official tables, audit, verify."""

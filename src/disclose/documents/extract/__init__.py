"""Published reports: the official tables of a document as figures of an edition."""

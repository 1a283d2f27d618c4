"""What runs inside the offline page: it answers the page as `cli` answers a terminal."""

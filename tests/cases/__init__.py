"""Every rule and every code: a case that breaks it, a case that holds, and the words."""

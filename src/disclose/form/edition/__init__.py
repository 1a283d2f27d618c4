"""An official form as data: tables, figures, rules and their readings."""

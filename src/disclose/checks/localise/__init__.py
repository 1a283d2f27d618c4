"""Error localisation: the fewest cells whose change settles the failed linear rules.

After I. P. Fellegi and D. Holt, "A Systematic Approach to Automatic Edit and Imputation", Journal
of the American Statistical Association 71 (1976): change as few fields as possible; a rule implied
by others shows what else has to change. Nothing is ever applied: a suspect is a proposal.
"""

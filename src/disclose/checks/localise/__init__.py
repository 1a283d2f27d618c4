"""Error localisation: find the fewest cells whose change makes all linear rules hold.

After I. P. Fellegi and D. Holt, "A Systematic Approach to Automatic Edit and Imputation", Journal
of the American Statistical Association 71 (1976): change as few fields as possible; the rules that
follow from the stated ones show which other fields must change. We only propose changes (suspects)
and never apply them.

The steps, in the order of `run.localise`: `system` turns the rules into linear constraints over
the typed cells; `displacements` lists moves of figures that would leave these values; `faults`
groups the failed constraints and searches each group with `elimination`; `explanation` looks for a
reason for each change (`typing_errors`); `ranking` puts the sets of changes in order; `confidence`
says whether the best one may be called likely.
"""

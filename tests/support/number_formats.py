"""Number formats that honest workbooks have."""

USUAL = (
    *("0_ ", "#,##0_);[Red]\\(#,##0\\)", "0_);[Red]\\(0\\)", "@", "[$-804]General", "General\\ "),
    '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ',
    '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    *('0"件"', '#,##0"件"', "0_);\\(0\\)", "0;[Red]0", "#,##0;[Red]-#,##0", "0.00_ ", "0;-0;;@"),
)
"""Formats that Excel and WPS write by themselves or in two clicks."""

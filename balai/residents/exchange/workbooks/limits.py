"""How large a file may be. A village has at most some 100,000 residents; the limits leave room for a whole city."""

MEGABYTE = 1024 * 1024

FILE_BYTES = 150 * MEGABYTE
"""250,000 residents in 43 columns are 35 to 70 MB as .xlsx and 80 MB as .csv."""
UNPACKED_BYTES = 1_500 * MEGABYTE
"""Of all parts of a zipped workbook together; 250,000 residents are about 350 MB."""
UNPACKING_RATIO = 250
"""Packed to unpacked, for parts of more than `RATIO_COUNTS_FROM`; a register is packed about 1 to 10."""
RATIO_COUNTS_FROM = 20 * MEGABYTE
PARTS = 2_000
ROWS = 300_000
"""Rows with anything in them, in all sheets together."""
PROBLEMS = 400_000
"""Errors and warnings. The parent keeps them all, half a kilobyte each, to show each at its cell."""
COLUMNS = 200
CELLS = 25_000_000
"""Of the rectangle between the first and the last cell: calamine keeps 32 bytes for each, empty or not."""
STRANGE_CELLS = 100_000
"""Formulas without value and cells in error that are listed one by one."""
CHILD_BYTES = 3_000 * MEGABYTE
"""Address space of the child; 250,000 residents use 800 MB."""
CHILD_SECONDS = 240
"""Of processor time and of waiting."""

"""Register books of Permendagri 47/2016 and statistics.

All of it is counted from the register and its history, nothing is typed in.
"""

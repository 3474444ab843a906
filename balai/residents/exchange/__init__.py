"""Residents in and out of files: reading workbooks in a child process, the three layouts, what an import would
change, writing it by COPY, and exports that come back without a difference.
"""

"""Printing from the office server: printers, what is sent to them, and the ledger of every sheet.

`operations` write the ledger, `delivery` follows a job until it is out, `rules` puts a printer's troubles into words.
"""

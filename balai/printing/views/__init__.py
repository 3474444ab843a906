"""Pages of printers and of the print ledger, for officers."""

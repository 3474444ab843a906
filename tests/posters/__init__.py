"""What the village hangs up: on paper, in the ledger, at the desk."""

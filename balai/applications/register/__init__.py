"""What a finished application changes in the register: `proposing` shows it, `recording` writes what was confirmed."""

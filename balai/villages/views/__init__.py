"""Pages about the village: for officers under /meja/desa/, and its logo for everybody."""

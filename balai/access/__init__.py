"""How a resident proves at a kiosk who they are: PINs, service cards, registered KTP-el chips, an officer's eyes."""

"""The kiosk's pages: for the device under /anjungan/, for officers under /meja/anjungan/."""

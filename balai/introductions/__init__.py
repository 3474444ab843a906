"""*Surat pengantar* of the heads of RT and RW: given on a phone or on paper, read at the kiosk and at the desk.

The village decides how long one counts and whether the head of the RW adds his word.
"""

"""The officer's desk: the day's work in order of urgency, and the frame around every desk page.

Other apps bring their own desk pages; this one only gathers.
"""

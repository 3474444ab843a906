"""What residents may ask about their own data (*hak subjek data pribadi*, UU 27/2022 pasal 5 to 13): a copy, a correction, erasure.

Every request is answered within 3 × 24 hours, real hours and not working days, or it stands at the superior's as overdue.
"""

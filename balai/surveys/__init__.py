"""How content residents are: two taps after a visit, and the nine elements of the *Survei Kepuasan Masyarakat* (SKM).

Answers are anonymous: nothing in them leads to a resident, a visit or a moment (ADR 16).
"""

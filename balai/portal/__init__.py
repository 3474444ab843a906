"""The public face: the village's front page, the regency's list of villages, and the village's colours.

Other apps bring their own public pages; this one is their roof.
"""

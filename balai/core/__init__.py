"""Engines without models: typesetting, sealing, questions, identity numbers, calendars, charts, files, look.

Every other app stands on this one; it imports none of them.
"""

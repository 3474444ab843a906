"""Regencies and villages, and the wall between them.

A village never sees another village's people: the database guarantees it, not the programmer.
"""

"""Village letters (*surat*): kinds as data, numbering, issuing, sealing, verification, and the agenda.

A letter that has been issued never changes; it can be revoked or replaced, and the verify page says so.
"""

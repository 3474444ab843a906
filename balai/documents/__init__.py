"""Files that people hand in, and files that offices issue: received in pieces, examined, drawn anew, kept encrypted.

Knows nothing of what a document is for. `operations` receive and keep, `examining` looks into what strangers sent,
`views` answers a piece for the guarded views of other apps.
"""

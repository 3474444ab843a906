"""The register of residents (*buku induk penduduk*): people, families and the events that change them.

Everything here changes through `operations`, and every change stays in the history.
"""

"""The catalogue of services (*layanan*): what a resident can ask for, and what must be shown, with law and validity.

The only home of requirements. A letter kind or a civil application names the service it fulfils.
"""

"""The kinds that come with Balai: what they say, and what they look like for anybody."""

from balai.letters.kind_reading import shipped_kinds

SHIPPED = {str(table["slug"]): table for table in shipped_kinds()}

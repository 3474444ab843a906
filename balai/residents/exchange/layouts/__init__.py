"""The three layouts that are read and written."""

from balai.residents.exchange.layouts.balai import BALAI
from balai.residents.exchange.layouts.base import Layout
from balai.residents.exchange.layouts.opensid import OPENSID
from balai.residents.exchange.layouts.siak import SIAK

LAYOUTS: dict[str, Layout] = {layout.name: layout for layout in (OPENSID, SIAK, BALAI)}

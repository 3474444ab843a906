"""A reader that asks for more memory than it may have."""

import sys

from balai.residents.exchange.workbooks import limits
from balai.residents.exchange.workbooks.child import limit_self

limit_self()
everything = bytearray(limits.CHILD_BYTES + 1)
sys.stdout.buffer.write(everything)

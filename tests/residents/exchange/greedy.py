"""A reader that asks for more memory than it may have."""

import sys

from balai.core.confinement import limit_self
from balai.residents.exchange.workbooks import limits

limit_self(memory=limits.CHILD_BYTES, seconds=limits.CHILD_SECONDS)
everything = bytearray(limits.CHILD_BYTES + 1)
sys.stdout.buffer.write(everything)

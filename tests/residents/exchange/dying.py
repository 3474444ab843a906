"""A reader that is killed in the middle of a frame."""

import os
import signal
import sys

sys.stdout.buffer.write(b"\xff\x00\x00\x00abc")
sys.stdout.buffer.flush()
os.kill(os.getpid(), signal.SIGKILL)

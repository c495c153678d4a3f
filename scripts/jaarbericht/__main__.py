"""`python -m jaarbericht`: the command line."""

import gc
import os
import signal
import sys

try:
    # The bootstrap holds Ctrl-C back until somebody can say what became of it.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    from jaarbericht.cli import main

    status = main(sys.argv[1:])
except KeyboardInterrupt:
    told = b"Stopped: The command was stopped before it did anything.\nwhat to do: Give it again.\n"
    os.write(2, told)
    # At once: after an interrupt inside code made from text Python would end by the signal.
    os._exit(2)
# What is left ends with the process; to look through it once more takes a third of a second.
gc.freeze()
sys.exit(status)

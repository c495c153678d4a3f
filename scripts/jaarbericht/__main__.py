"""`python -m jaarbericht`: the command line."""

import sys

from jaarbericht.cli import main

sys.exit(main(sys.argv[1:]))

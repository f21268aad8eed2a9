"""`python -m telwire`: the command."""

import sys

from telwire._cli import main

sys.exit(main())

"""`python -m inquit` is the `inquit` command."""

import sys

from inquit.cli import main

sys.exit(main())

"""`python -m inquit` is the `inquit` command."""

import sys

from inquit.cli import main

if __name__ == "__main__":
    sys.exit(main())

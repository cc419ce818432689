"""``python -m benmo`` is ``benmo``."""

from benmo.cli import main

if __name__ == "__main__":
    main()

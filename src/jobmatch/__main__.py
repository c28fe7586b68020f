"""Run the command line with ``python -m jobmatch``."""

from jobmatch.cli import main

if __name__ == "__main__":
    main()

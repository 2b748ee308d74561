"""`python -m analysis`: the same as the `care-analysis` command, where scripts may not run."""

from analysis.cli.app import main

main()

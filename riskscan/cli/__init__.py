"""The command line: one module per command, each parsing its arguments and calling the library."""

"""The benchmark of the page *Speed*: the same snippets, built by several tools in turn. Run with `make bench`."""

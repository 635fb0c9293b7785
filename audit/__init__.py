"""Measures what a page costs a reader, with Lighthouse: `make audit`."""

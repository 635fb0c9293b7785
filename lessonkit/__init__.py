"""Turns snippets, quizzes and claims into pages, by running them.

`docs/contribute/how-it-works.md` follows one snippet through this package, module by module.
"""

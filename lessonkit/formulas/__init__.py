"""Formulas: TeX in pages becomes MathML, which stands ready in `docs/formulas.json`."""

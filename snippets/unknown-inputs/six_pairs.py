"""Three known inputs, two unknown ones, and the score that each was given."""

knowns = [4, 6, 9]
unknowns = [1, 5]

pairs = [(known, unknown) for known in knowns for unknown in unknowns]
above = [known > unknown for known, unknown in pairs]
print(round(sum(above) / len(pairs), 2))

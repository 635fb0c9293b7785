"""How likely is the illness after a positive test?"""

ill = 0.01
positive_if_ill, positive_if_well = 0.9, 0.09

both = ill * positive_if_ill
print(round(both / (both + (1 - ill) * positive_if_well), 4))

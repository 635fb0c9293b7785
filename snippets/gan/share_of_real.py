"""Points in one place: how many of them are real, and how many are made?"""

n_real, n_made = 1000, 1000  # as many of each are shown to the discriminator
real_here, made_here = 60, 20

p_real, p_made = real_here / n_real, made_here / n_made
print(p_real / (p_real + p_made))

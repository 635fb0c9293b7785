"""Three looks at the code of one and the same image."""

import numpy as np

mean, log_var = 3.0, np.log(4.0)  # what the encoder says
noise = np.array([-1.0, 0.0, 1.0])  # what chance says

latents = mean + np.exp(log_var / 2) * noise
print(latents.round(1))

"""Two measurements that go together, of which only the first is known."""

import numpy as np

mean = np.array([0.0, 10.0])
covariance = np.array([[4.0, 3.0], [3.0, 9.0]])
first = 2.0

what_is_left = covariance[:1, :1]
expected = mean[1] + covariance[1, 0] / covariance[0, 0] * (first - mean[0])
print("variance of what is left:", what_is_left[0, 0])
print("expected second:", expected)

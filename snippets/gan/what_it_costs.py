"""What two discriminators pay for their answers on two real and two made images."""

from sklearn.metrics import log_loss

is_real = [1, 1, 0, 0]
print(f"always one half: {log_loss(is_real, [0.5, 0.5, 0.5, 0.5]):.2f}")
print(f"always 0.9 real: {log_loss(is_real, [0.9, 0.9, 0.9, 0.9]):.2f}")

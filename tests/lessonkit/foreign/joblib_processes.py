"""Work spread over processes by joblib: functions of this file, a closure, and an array too large to copy."""

import numpy as np
from joblib import Memory, Parallel, delayed

scale = 2.0


def column_mean(matrix: np.ndarray, column: int) -> float:
    """The scaled mean of a column."""
    return float(scale * matrix[:, column].mean())


matrix = np.arange(400_000, dtype=float).reshape(-1, 4)  # 3 MB: handed over as a memory map
print("bytes:", matrix.nbytes)
print(Parallel(n_jobs=2)(delayed(column_mean)(matrix, column) for column in range(4)))
print(Parallel(n_jobs=2)(delayed(lambda word: word.upper())(word) for word in ("ash", "elm")))

cached = Memory("kept", verbose=0).cache(np.linalg.norm)
print(cached(matrix[:3]).round(3), cached.check_call_in_cache(matrix[:3]))
Memory("kept", verbose=0).clear(warn=False)

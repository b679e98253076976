"""Joint histogram, correlation and flips of products before and after quantization, by NumPy."""

import time

import numpy as np

DEVIATION = 1152**0.5
SHAPE = (25600, 128)

random = np.random.default_rng(1)
gaussian = DEVIATION * random.standard_normal(SHAPE)
x = (2 * np.round(gaussian / 2)).astype(np.float32)
y = (0.8 * gaussian + 0.6 * DEVIATION * random.standard_normal(SHAPE)).astype(np.float32)


def compare():
    flat_x, flat_y = x.ravel(), y.ravel()
    return (
        np.histogram2d(flat_x, flat_y, bins=200),
        np.corrcoef(flat_x, flat_y),
        np.count_nonzero((flat_x > 0) != (flat_y > 0)),
    )


compare()
for _ in range(5):
    start = time.perf_counter()
    compare()
    print(f"pairs: {(time.perf_counter() - start) / x.size * 1e9:.2f} ns")

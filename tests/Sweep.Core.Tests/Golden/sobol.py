"""Writes sobol.json: points and direction numbers of scipy.stats.qmc.Sobol's unscrambled sequence (SciPy 1.10.1), in 64 dimensions."""
import json

import numpy as np
import scipy
from scipy.stats import qmc

points = []
for k in [0, 1, 2, 3, 10, 100, 1023, 65535, 1_000_000]:
    engine = qmc.Sobol(64, scramble=False)
    if k:
        engine.fast_forward(k)
    points.append({"k": k, "values": [float(x) for x in engine.random(1)[0]]})

# Its 64-bit points cannot be skipped to, but its direction numbers are there: entry b is for the bit of value 2 to the b.
directions = np.array(qmc.Sobol(64, scramble=False, bits=64)._sv, dtype=np.uint64)
fractions = []
for index in [0xA5A5A5A5A5, 0xFFFFFFFFFF, (1 << 63) - 1]:
    row = []
    for d in range(64):
        x = 0
        for b in range(64):
            if index >> b & 1:
                x ^= int(directions[d, b])
        row.append(str(x))
    fractions.append({"index": index, "values": row})

with open("sobol.json", "w") as file:
    json.dump({"scipy": scipy.__version__, "points": points, "fractions": fractions}, file, separators=(",", ":"))
    file.write("\n")

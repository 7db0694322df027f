#!/usr/bin/env python3
"""CMA-ES told seeded points: mean, step size and covariance after every generation, which cma.json holds.

Usage: cma.py > cma.json   (needs Debian's python3-cmaes)
"""
import json
import sys

import cmaes
import numpy as np


def case(n, seed):
    rng = np.random.RandomState(seed)
    optimizer = cmaes.CMA(mean=np.full(n, 0.5), sigma=1 / 6)
    generations = []
    for _ in range(12):
        points = 0.5 + 0.2 * rng.randn(optimizer.population_size, n)
        # The best first; told in another order.
        order = rng.permutation(len(points))
        optimizer.tell([(points[k], float(k)) for k in order])
        state = optimizer.__getstate__()
        optimizer._eigen_decomposition()
        generations.append(
            {"points": points.tolist(), "mean": state["_mean"].tolist(), "sigma": float(state["_sigma"]), "covariance": optimizer._C.tolist()}
        )
    return {"n": n, "population": optimizer.population_size, "generations": generations}


sys.stdout.write("[\n" + ",\n".join(json.dumps(case(n, n)) for n in (2, 3, 6)) + "\n]\n")

#!/usr/bin/env python3
"""A Gaussian process of Matérn 5/2 in plain NumPy, and logarithms of expected improvements by mpmath: the numbers that gp.json holds.

The logarithm of the marginal likelihood, mean and variance are Rasmussen and Williams' algorithm 2.1 by explicit inverses; the priors on its parameters are
those of Optuna: -(0.1 / x + 0.1 x) on x = 1 / l^2, Gamma(2, 1) on the scale, Gamma(1.1, 30) on the noise, without their constants.

Usage: gp.py > gp.json   (needs Debian's python3-numpy and python3-mpmath)
"""
import json
import sys

import mpmath as mp
import numpy as np

mp.mp.dps = 60


def kernel(a, b, inverse, scale, categorical):
    difference = a[:, None, :] - b[None, :, :]
    square = np.where(categorical, (difference != 0).astype(float), difference**2) @ inverse
    root = np.sqrt(5 * square)
    return scale * (1 + root + 5 * square / 3) * np.exp(-root)


def case(n, categorical, seed):
    rng, d = np.random.RandomState(seed), len(categorical)

    def draw(count):
        points = rng.rand(count, d)
        return np.where(categorical, np.floor(3 * points), points)

    x, points = draw(n), draw(5)
    y = np.sin(3 * x[:, 0]) + x[:, -1] + 0.1 * rng.randn(n)
    y = (y - y.mean()) / y.std()
    logs = np.concatenate([rng.uniform(-1, 3, d), [rng.uniform(-1, 1)], [rng.uniform(-7, -3)]])
    inverse, scale, noise = np.exp(logs[:d]), np.exp(logs[d]), 1e-6 + np.exp(logs[d + 1])
    k = kernel(x, x, inverse, scale, categorical) + noise * np.eye(n)
    loss = 0.5 * np.linalg.slogdet(k)[1] + 0.5 * y @ np.linalg.inv(k) @ y
    loss += (0.1 / inverse + 0.1 * inverse).sum() + scale - np.log(scale) + 30 * noise - 0.1 * np.log(noise)
    cross = kernel(points, x, inverse, scale, categorical)
    return {
        "categorical": categorical, "x": x.tolist(), "y": y.tolist(), "points": points.tolist(), "logs": logs.tolist(), "loss": float(loss),
        "mean": (cross @ np.linalg.solve(k, y)).tolist(), "variance": (scale - (cross * np.linalg.solve(k, cross.T).T).sum(axis=1)).tolist(),
    }


def improvement(z):
    z = mp.mpf(z)
    return float(mp.log(z * mp.erfc(-z / mp.sqrt(2)) / 2 + mp.exp(-z * z / 2) / mp.sqrt(2 * mp.pi)))


cases = [case(5, [False], 1), case(30, [False, False, True], 2), case(61, [False] * 4, 3)]
improvements = [[z, improvement(z)] for z in (-37.0, -26.0, -12.5, -5.01, -4.99, -2.0, -1.0, -0.1, 0.0, 0.3, 1.0, 4.0, 20.0)]
sys.stdout.write('{"cases": [\n' + ",\n".join(json.dumps(one) for one in cases) + '\n],\n"improvements": ' + json.dumps(improvements) + "}\n")

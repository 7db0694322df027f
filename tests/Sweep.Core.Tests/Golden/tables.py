#!/usr/bin/env python3
"""The exercise's network on tables of k features, in plain NumPy: the numbers that tables.json holds.

As for two features (docs/exercise.md), with X of shape (n, k + 1): k features and 1. The samples are rows drawn
without replacement, RandomState(data_seed).permutation(rows)[:samples], scaled feature by feature:

    none       x
    minmax     2 * ((x - least) / (greatest - least)) - 1
    standard   (x - mean) / deviation of the population

A feature of one value becomes 0 by the latter two.

Usage: tables.py > tables.json   (needs Debian's python3-numpy)
"""
import json
import sys

import numpy as np

RATES = {"none": 1e-4, "minmax": 0.002, "standard": 0.001}
CASES = [
    {"features": features, "hidden": hidden, "scale": scale, "rows": 220, "samples": 150 + features, "table_seed": features, "data_seed": 42 + hidden,
     "init_seed": 1241, "learning_rate": RATES[scale], "iterations": 1000}
    for features in (1, 3, 30) for hidden in (1, 4, 7) for scale in RATES
]


def table(features, rows, seed):
    """A table that needs scaling: feature f spreads over 2f + 2 around f; the second of three or more has one value."""
    points = np.random.RandomState(seed).uniform(-1, 1, size=(rows, features))
    labels = points[:, 0] * points[:, 0] + points[:, -1] < 0.3
    values = points * (1.0 + np.arange(features)) + np.arange(features)
    if features >= 3:
        values[:, 1] = 5.1
    return values, labels.astype(float)


def scaled(x, scale):
    if scale == "none":
        return x
    constant = x.min(axis=0) == x.max(axis=0)
    if scale == "minmax":
        least, width = x.min(axis=0), np.where(constant, 1, x.max(axis=0) - x.min(axis=0))
        return np.where(constant, 0, 2 * ((x - least) / width) - 1)
    deviation = np.where(constant, 1, x.std(axis=0))
    return np.where(constant, 0, (x - x.mean(axis=0)) / deviation)


def logistic(z):
    with np.errstate(over="ignore"):
        return 1.0 / (1.0 + np.exp(-z))


def train(case, shuffle=None):
    values, labels = table(case["features"], case["rows"], case["table_seed"])
    drawn = np.random.RandomState(case["data_seed"]).permutation(case["rows"])[: case["samples"]]
    points, y = scaled(values[drawn], case["scale"]), labels[drawn]
    if shuffle is not None:
        order = np.random.RandomState(shuffle).permutation(len(y))
        points, y = points[order], y[order]
    x = np.column_stack([points, np.ones(len(points))])
    draw = np.random.RandomState(case["init_seed"])
    a = draw.uniform(-1, 1, size=(case["features"] + 1, case["hidden"]))
    b = draw.uniform(-1, 1, size=case["hidden"])
    losses, accuracies = [], []
    for _ in range(case["iterations"]):
        h = logistic(x @ a)
        p = logistic(h @ b)
        clipped = np.clip(p, 1e-16, 1 - 1e-16)
        losses.append(-np.mean(np.where(y == 1, np.log(clipped), np.log(1 - clipped))))
        accuracies.append(float(np.mean((p >= 0.5) == y)))
        error = p - y
        grad_b = h.T @ error
        grad_a = x.T @ (np.outer(error, b) * h * (1 - h))
        a -= case["learning_rate"] * grad_a
        b -= case["learning_rate"] * grad_b
    return drawn, points, y, np.array(losses), np.array(accuracies), a, b


def golden(case):
    drawn, points, y, losses, accuracies, a, b = train(case)
    again = train(case, shuffle=1)
    noise = max(np.abs(losses - again[3]).max(), np.abs(a - again[5]).max(), np.abs(b - again[6]).max())
    if noise > 1e-11 or (accuracies != again[4]).any():
        sys.exit(f"{case}: samples in another order give numbers that differ by {noise}; take a smaller rate")
    return {
        **case,
        "positives": int(y.sum()),
        "first_rows": drawn[:5].tolist(),
        "first_points": points[:2].tolist(),
        "recorded": [{"iteration": i, "loss": float(losses[i]), "accuracy": accuracies[i]} for i in (0, 1, 2, 10, 50, 200, 500, 999)],
        "final_hidden_weights": a.tolist(),
        "final_output_weights": b.tolist(),
    }


if __name__ == "__main__":
    json.dump([golden(case) for case in CASES], sys.stdout, indent=1)
    print()

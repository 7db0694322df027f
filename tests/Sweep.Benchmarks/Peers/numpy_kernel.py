"""The exercise's run in NumPy, by whole-array operations.

Speaks the peers' protocol: a line with a number of iterations in, a line "seconds loss" out.
"""
import sys
import time

import numpy as np

SAMPLES, HIDDEN, RATE = 500, 4, 0.001


def logistic(z):
    return 1.0 / (1.0 + np.exp(-z))


def train(iterations):
    points = np.random.RandomState(42).uniform(-1, 1, size=(SAMPLES, 2))
    labels = (np.sqrt((points**2).sum(axis=1)) < 0.75).astype(float)
    inputs = np.column_stack([points, np.ones(SAMPLES)])
    draw = np.random.RandomState(1241)
    hidden_weights = draw.uniform(-1, 1, size=(3, HIDDEN))
    output_weights = draw.uniform(-1, 1, size=HIDDEN)
    losses, accuracies = np.empty(iterations), np.empty(iterations)
    start = time.perf_counter()
    for i in range(iterations):
        hidden = logistic(inputs @ hidden_weights)
        p = logistic(hidden @ output_weights)
        held = np.clip(p, 1e-16, 1 - 1e-16)
        losses[i] = -np.mean(np.where(labels == 1, np.log(held), np.log(1 - held)))
        accuracies[i] = np.mean((p >= 0.5) == labels)
        error = p - labels
        output_gradient = hidden.T @ error
        hidden_gradient = inputs.T @ (np.outer(error, output_weights) * hidden * (1 - hidden))
        hidden_weights -= RATE * hidden_gradient
        output_weights -= RATE * output_gradient
    return time.perf_counter() - start, losses[-1]


for line in sys.stdin:
    seconds, loss = train(int(line))
    print(f"{seconds:.9f} {loss!r}", flush=True)

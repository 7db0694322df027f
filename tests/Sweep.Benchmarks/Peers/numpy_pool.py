"""The sweep's trials in NumPy on a pool of processes, the loss curves stored by COPY.

Usage: numpy_pool.py SWEEP.json EVERY_NTH WORKERS

SWEEP.json holds patterns, learning_rates, replicates, samples, iterations, data_seed, init_seed: the trials are
numbered as Sweep numbers them (patterns slowest, replicates fastest), and every EVERY_NTH of them is trained. Each worker
copies the curves of the trials that it was handed in one transaction (the server is named by libpq's environment), one row a
trial with two arrays, as a careful script would. Prints one JSON object.
"""
import io
import json
import multiprocessing
import os
import sys
import time

# One thread a process: the pool takes the cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import psycopg2

CHUNK = 10
PATTERNS = {
    "circle": lambda u, v: np.sqrt(u * u + v * v) < 0.75,
    "diamond": lambda u, v: np.abs(u) + np.abs(v) < 1.0,
    "centered_square": lambda u, v: np.maximum(np.abs(u), np.abs(v)) < 0.5,
    "thick_right_angle": lambda u, v: np.abs(np.maximum(u, v)) < 0.5,
    "thin_right_angle": lambda u, v: (np.maximum(u, v) > 0.0) & (np.maximum(u, v) < 0.5),
}


def logistic(z):
    with np.errstate(over="ignore"):
        return 1.0 / (1.0 + np.exp(-z))


def train(sweep, number):
    point, replicate = divmod(number, sweep["replicates"])
    pattern, rate = divmod(point, len(sweep["learning_rates"]))
    rate = sweep["learning_rates"][rate]
    samples, iterations = sweep["samples"], sweep["iterations"]
    points = np.random.RandomState(sweep["data_seed"] + replicate).uniform(-1, 1, size=(samples, 2))
    labels = PATTERNS[sweep["patterns"][pattern]](points[:, 0], points[:, 1]).astype(float)
    inputs = np.column_stack([points, np.ones(samples)])
    draw = np.random.RandomState(sweep["init_seed"] + replicate)
    hidden_weights = draw.uniform(-1, 1, size=(3, 4))
    output_weights = draw.uniform(-1, 1, size=4)
    losses, accuracies = np.empty(iterations), np.empty(iterations)
    for i in range(iterations):
        hidden = logistic(inputs @ hidden_weights)
        p = logistic(hidden @ output_weights)
        held = np.clip(p, 1e-16, 1 - 1e-16)
        losses[i] = -np.mean(np.where(labels == 1, np.log(held), np.log(1 - held)))
        accuracies[i] = np.mean((p >= 0.5) == labels)
        error = p - labels
        output_gradient = hidden.T @ error
        hidden_gradient = inputs.T @ (np.outer(error, output_weights) * hidden * (1 - hidden))
        hidden_weights -= rate * hidden_gradient
        output_weights -= rate * output_gradient
    return losses, accuracies


def array_text(values):
    return "{" + ",".join(f"{value:.9g}" for value in values) + "}"


def work(task):
    sweep, numbers = task
    rows, train_seconds, points = io.StringIO(), 0.0, 0
    for number in numbers:
        start = time.thread_time()
        losses, accuracies = train(sweep, number)
        train_seconds += time.thread_time() - start
        points += len(losses)
        rows.write(f"{number}\t{array_text(losses)}\t{array_text(accuracies)}\n")
    rows.seek(0)
    connection = psycopg2.connect("")
    with connection, connection.cursor() as cursor:
        cursor.copy_expert("COPY curves FROM STDIN", rows)
    connection.close()
    return len(numbers), points, train_seconds


def main(sweep_file, every_nth, workers):
    with open(sweep_file, encoding="utf-8") as file:
        sweep = json.load(file)
    connection = psycopg2.connect("")
    with connection, connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS curves")
        cursor.execute("CREATE TABLE curves (number bigint PRIMARY KEY, loss real[], accuracy real[])")
    connection.close()
    planned = len(sweep["patterns"]) * len(sweep["learning_rates"]) * sweep["replicates"]
    numbers = range(0, planned, every_nth)
    tasks = [(sweep, numbers[first : first + CHUNK]) for first in range(0, len(numbers), CHUNK)]
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        pool.map(abs, range(workers * 4), chunksize=1)  # the workers have started and imported NumPy
        start = time.perf_counter()
        done = list(pool.imap_unordered(work, tasks))
        seconds = time.perf_counter() - start
    trials, points, train_seconds = (sum(column) for column in zip(*done))
    print(json.dumps({"trials": trials, "points": points, "seconds": seconds, "train_seconds": train_seconds}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

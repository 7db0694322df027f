"""Logistic regression on a table, by stochastic gradient descent, with nothing but Python's standard library.

Sweep starts it once for each setting: parameters come as arguments (--rate=0.1 ...), seeds and the like in the environment, and
every line on standard output that begins with "@sweep " is a report.
"""

import argparse
import csv
import json
import math
import os
import pathlib
import random

arguments = argparse.ArgumentParser()
arguments.add_argument("--rate", type=float, required=True)
arguments.add_argument("--decay", type=float, required=True)
arguments.add_argument("--batch", type=int, required=True)
arguments.add_argument("--epochs", type=int, required=True)
given = arguments.parse_args()


def read(path):
    with open(path, newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [([float(value) for value in row[:-1]], int(row[-1] == "malignant")) for row in rows]


def standardized(train, other):
    columns = list(zip(*(features for features, _ in train)))
    means = [sum(column) / len(column) for column in columns]
    spreads = [math.sqrt(sum((x - mean) ** 2 for x in column) / len(column)) or 1 for column, mean in zip(columns, means)]
    return [[([(x - m) / s for x, m, s in zip(features, means, spreads)], label) for features, label in rows] for rows in (train, other)]


def chance(weights, features):
    score = weights[-1] + sum(w * x for w, x in zip(weights, features))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def measure(weights, rows):
    chances = [(chance(weights, features), label) for features, label in rows]
    loss = -sum(math.log(max(p if label else 1 - p, 1e-12)) for p, label in chances) / len(rows)
    return loss, sum((p >= 0.5) == bool(label) for p, label in chances) / len(rows)


rows = read(pathlib.Path(__file__).parent.parent / "data" / "breast-cancer.csv")
random.Random(int(os.environ["SWEEP_DATA_SEED"])).shuffle(rows)
cut = len(rows) * 4 // 5
train, validation = standardized(rows[:cut], rows[cut:])
order = random.Random(int(os.environ["SWEEP_INIT_SEED"]))
weights = [0.0] * (len(train[0][0]) + 1)
steps, resumed = int(os.environ["SWEEP_STEPS"]), int(os.environ["SWEEP_RESUME_STEP"])
if resumed:
    weights = json.loads(pathlib.Path(os.environ["SWEEP_RESUME_CHECKPOINT"]).read_text())
for epoch in range(1, steps + 1):
    order.shuffle(train)
    if epoch <= resumed:
        continue
    for start in range(0, len(train), given.batch):
        batch = train[start : start + given.batch]
        slope = [0.0] * len(weights)
        for features, label in batch:
            miss = chance(weights, features) - label
            for k, x in enumerate(features):
                slope[k] += miss * x
            slope[-1] += miss
        for k, total in enumerate(slope):
            weights[k] -= given.rate * (total / len(batch) + (given.decay * weights[k] if k < len(weights) - 1 else 0))
    loss, accuracy = measure(weights, validation)
    print("@sweep", json.dumps({"step": epoch, "loss": loss, "accuracy": accuracy}), flush=True)

# Where it is asked for more later, it goes on from here; JSON has every bit of the weights.
if steps > resumed:
    folder = pathlib.Path(os.environ["SWEEP_CHECKPOINT_DIR"])
    (folder / "new").write_text(json.dumps(weights))
    (folder / "new").rename(folder / f"epoch-{steps}.json")
    print("@sweep", json.dumps({"checkpoint": f"epoch-{steps}.json", "step": steps}), flush=True)

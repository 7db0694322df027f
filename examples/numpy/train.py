"""Ridge regression on polynomials with NumPy: a trial without steps, whose one report is its result."""

import json
import os

import numpy

with open(os.environ["SWEEP_PARAMETERS_FILE"]) as file:
    parameters = json.load(file)
random = numpy.random.RandomState(int(os.environ["SWEEP_DATA_SEED"]))
x = random.uniform(-1, 1, 60)
y = numpy.sin(3 * x) + random.normal(0, 0.1, 60)
powers = numpy.vander(x, parameters["degree"] + 1)
train, validation = slice(0, 40), slice(40, 60)
gram = powers[train].T @ powers[train] + parameters["ridge"] * numpy.eye(powers.shape[1])
weights = numpy.linalg.solve(gram, powers[train].T @ y[train])
error = float(numpy.mean((powers[validation] @ weights - y[validation]) ** 2))
with open(os.environ["SWEEP_REPORT_FILE"], "a") as file:
    file.write(json.dumps({"step": 1, "error": error, "largest_weight": float(numpy.abs(weights).max())}) + "\n")

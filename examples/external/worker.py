#!/usr/bin/env python3
"""Trains trials of a sweep whose trainer is external, on any machine that reaches its server:

    python3 worker.py http://127.0.0.1:8080 latest

Standard library only: copy it, and put your training into train(). SWEEP_KEY is the key, where the server asks for one.
Start as many as you like; each takes one trial at a time, and ends when the sweep has.
"""

import json
import math
import os
import signal
import socket
import sys
import threading
import time
import urllib.error
import urllib.request

CLIENT = os.environ.get("SWEEP_CLIENT", f"{socket.gethostname()}-{os.getpid()}")
BEAT = float(os.environ.get("SWEEP_BEAT", "20"))  # Seconds between two signs of life: a small part of limits.silence.
leaving = threading.Event()


def train(parameters, seed, steps):
    """Yours: yields a step and its metrics, again and again. Here x goes down to 0, faster or slower."""
    x = 1 + seed % 7
    for step in range(1, steps + 1):
        x -= parameters["rate"] * 2 * x
        time.sleep(parameters.get("pause", 0))
        yield step, {"loss": x * x}


def call(action, body):
    """The server's answer; asks again while it or its database is away. None where the claim is over (409)."""
    request = urllib.request.Request(f"{sys.argv[1]}/v1/sweeps/{sys.argv[2]}/{action}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    if "SWEEP_KEY" in os.environ:
        request.add_header("Authorization", f"Bearer {os.environ['SWEEP_KEY']}")
    while True:
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return json.load(response)
        except urllib.error.HTTPError as refused:
            if refused.code == 409:
                return None
            if refused.code not in (429, 502, 503, 504):
                sys.exit(f"{action}: {refused.code} {json.load(refused).get('detail', '')}")
            time.sleep(float(refused.headers.get("Retry-After", "2")))
        except OSError:
            time.sleep(2)  # Nobody listens there, as while it starts anew.


def work(trial):
    """Trains one trial, and says all the while that it does."""
    name, token, points = f"trials/{trial['number']}", {"token": trial["token"]}, []
    done, stop, lost = threading.Event(), threading.Event(), threading.Event()

    def beat():
        while not done.wait(BEAT):
            standing = call(f"{name}:report", {**token, "points": points[-1:]})
            if standing is None:
                lost.set()
            if standing is None or standing["stop"]:
                return stop.set()

    beating = threading.Thread(target=beat, daemon=True)
    beating.start()
    end = {}
    try:
        for step, metrics in train(trial["parameters"], trial["init_seed"], trial["steps"] or 100):
            # JSON has no NaN and no infinity: they go as text.
            points.append({"step": step, **{key: value if math.isfinite(value) else str(value).replace("inf", "Infinity").replace("nan", "NaN") for key, value in metrics.items()}})
            if stop.is_set() or leaving.is_set():
                break
        end = {"points": points}
    except Exception as wrong:  # A trial that fails is a result too.
        end = {"state": "failed", "error": f"{type(wrong).__name__}: {wrong}"}
    done.set()
    beating.join()
    if lost.is_set():
        print(f"trial {trial['number']} is another client's now")
    elif stop.is_set() or leaving.is_set():
        call(f"{name}:release", token)
    elif row := call(f"{name}:complete", {**token, **end}):
        print(f"trial {row['number']}: {row['state']}", row["final_objective"] if row["error"] is None else row["error"])


def main():
    signal.signal(signal.SIGTERM, lambda *_: leaving.set())
    while not leaving.is_set():
        asked = call("trials:ask", {"client_id": CLIENT})
        if asked is None:
            sys.exit(f"the trials of {sys.argv[2]} are not handed out: its trainer is not external")
        if asked["trial"]:
            work(asked["trial"])
        elif asked["state"] in ("completed", "failed", "cancelled"):
            return print(f"the sweep is {asked['state']}")
        else:
            leaving.wait(asked["retry_after"] or 5)


if __name__ == "__main__":
    main()

"""Submits a sweep over HTTP, follows it to its end and reads what came of it, with Python's standard library alone.

    sweep serve                                    # in another terminal
    python3 examples/api/sweep_api.py examples/quick.yaml

SWEEP_SERVER and SWEEP_KEY name another server and the key that it asks for.
"""

import json
import os
import sys
import urllib.error
import urllib.request

SERVER = os.environ.get("SWEEP_SERVER", "http://127.0.0.1:8080")
KEY = os.environ.get("SWEEP_KEY")


def ask(method, path, body=None, **headers):
    """Opens an address; what is wrong is said in the server's words."""
    request = urllib.request.Request(SERVER + path, data=body, method=method, headers={name.replace("_", "-"): value for name, value in headers.items()})
    if KEY:
        request.add_header("Authorization", f"Bearer {KEY}")
    try:
        return urllib.request.urlopen(request)
    except urllib.error.HTTPError as refused:
        sys.exit(json.load(refused)["detail"])


def get(path):
    with ask("GET", path) as answer:
        return json.load(answer)


def events(path):
    """Gives what each event says, until the sweep has ended."""
    with ask("GET", path) as stream:
        for line in stream:
            if line.startswith(b"data: "):
                yield json.loads(line[len(b"data: "):])


def main(spec_file):
    with open(spec_file, "rb") as spec:
        with ask("POST", "/v1/sweeps", spec.read(), Content_Type="application/yaml") as answer:
            sweep = json.load(answer)
    print(f"submitted {sweep['name']}: {sweep['planned_trials']} trials")

    address = f"/v1/sweeps/{sweep['sweep_id']}"
    for event in events(f"{address}/events"):
        if "trials" not in event:
            sys.exit(event["detail"])
        print(f"{event['state']}: {event['trials']['completed']} of {event['planned_trials']}")

    best = get(f"{address}/trials?state=completed&order_by=best_objective&page_size=1")["trials"][0]
    print(f"best: trial {best['number']} of {best['pattern']}, loss {best['best_loss']:.4f}")
    for curve in get(f"{address}/trials/{best['number']}/curve?points=5")["curves"]:
        print(curve["metric"], list(zip(curve["steps"], curve["values"])))


if __name__ == "__main__":
    main(*sys.argv[1:])

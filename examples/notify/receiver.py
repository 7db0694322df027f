"""Takes notifications of sweeps, checks who they are from, and prints each once, with Python's standard library alone.

    export SWEEP_WEBHOOK_SECRET="whsec_$(openssl rand -base64 32)"
    python3 examples/notify/receiver.py 8090          # in one terminal
    sweep run examples/notify/quick.yaml              # in another, with the same variable

The form of messages is that of Standard Webhooks, https://www.standardwebhooks.com, for which there are libraries in many languages.
"""

import base64
import hashlib
import hmac
import http.server
import json
import os
import sys
import time

SECRET = os.environ.get("SWEEP_WEBHOOK_SECRET") or sys.exit("SWEEP_WEBHOOK_SECRET: is not set; it is the secret that the sweep's messages are signed by")
KEY = base64.b64decode(SECRET.strip().removeprefix("whsec_"))
TOLERANCE = 300  # seconds: an old message may be one that somebody has caught and sends again
MOST_BYTES = 1_000_000


def is_genuine(headers, body):
    """Whether the message is signed by our secret, and new."""
    try:
        sent_at = int(headers["webhook-timestamp"])
    except (TypeError, ValueError):
        return False
    if abs(time.time() - sent_at) > TOLERANCE:
        return False
    signed = f"{headers['webhook-id']}.{sent_at}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.digest(KEY, signed, hashlib.sha256)).decode()
    return any(hmac.compare_digest(expected, given) for given in (headers["webhook-signature"] or "").split())


class Receiver(http.server.BaseHTTPRequestHandler):
    seen = set()  # a message may come more than once, always under the same id

    def do_POST(self):
        size = int(self.headers["content-length"] or 0)
        body = self.rfile.read(size) if size <= MOST_BYTES else b""
        if size > MOST_BYTES or not is_genuine(self.headers, body):
            self.answer(401)
            return
        self.answer(204)  # at once: what takes long comes afterwards
        if self.headers["webhook-id"] not in self.seen:
            self.seen.add(self.headers["webhook-id"])
            tell(json.loads(body))

    def answer(self, status):
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_):
        pass


def tell(message):
    data = message["data"]
    counts = ", ".join(f"{count} {state}" for state, count in data.get("trials", {}).items() if count)
    print(f"{message['type']}: {data.get('name', data['sweep_id'])}: {counts}", flush=True)
    if data.get("best"):
        best = data["best"]
        print(f"  best: trial {best['number']} with {best['parameters']}: {best['objective']} {best['best_objective']:.4f}", flush=True)
    if data["error"]:
        print(f"  {data['error']}", flush=True)


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8090
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), Receiver) as server:
        print(f"http://127.0.0.1:{server.server_port} takes notifications; Ctrl-C ends it", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            pass

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The manual's program that fetches, against a server on the loopback: examples_fetch.py PROGRAM

Fifty pages with eight at a time; a page that is missing; Ctrl-C while some are stalled.
"""
import http.server
import signal
import subprocess
import sys
import threading


class Site(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(('127.0.0.1', 0), Page)
        self.lock = threading.Lock()
        self.active = self.most = 0
        self.stalled = threading.Semaphore(0)  # one release for each request that hangs
        self.end = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, path):
        return f'http://127.0.0.1:{self.server_address[1]}/{path}'

    def count(self, step):
        with self.lock:
            self.active += step
            self.most = max(self.most, self.active)


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path.startswith('/stall'):
            self.server.stalled.release()
            self.server.end.wait(60)
            return
        self.server.count(+1)
        body = b'x' * 1000
        self.send_response(200 if self.path.startswith('/page') else 404)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.server.count(-1)  # before the body: the client may come back at once
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def check(condition, text, output):
    if not condition:
        sys.exit(f'{text}\n{output}')


def main():
    program = sys.argv[1]

    site = Site()
    urls = [site.url(f'page{i}') for i in range(49)] + [site.url('missing')]
    ended = subprocess.run([program, *urls], capture_output=True, text=True, timeout=60)
    check(ended.returncode == 1, f'exit code {ended.returncode}, 1 expected', ended)
    check(ended.stdout.count('1000 bytes') == 49, 'not every page was reported', ended)
    check('49 of 50 fetched' in ended.stdout and 'failed' in ended.stdout, 'no summary', ended)
    check(site.most <= 8, f'{site.most} requests at once', ended)

    ended = subprocess.run([program, *urls[:49]], capture_output=True, text=True, timeout=60)
    check(ended.returncode == 0, f'exit code {ended.returncode}, 0 expected', ended)

    urls = [site.url('page0')] + [site.url(f'stall{i}') for i in range(12)]
    running = subprocess.Popen([program, *urls], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    site.stalled.acquire(timeout=30)
    running.send_signal(signal.SIGINT)
    output, errors = running.communicate(timeout=30)
    site.end.set()
    check(running.returncode == 130, f'exit code {running.returncode} after Ctrl-C', output + errors)
    check('cancelled' in output and 'of 13 fetched' in output, 'no report after Ctrl-C', output + errors)


if __name__ == '__main__':
    main()

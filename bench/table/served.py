"""A running `kith serve` on a port of its own, asked over one kept connection."""
import http.client, json, os, pathlib, signal, socket, subprocess, time, urllib.parse

BUILD = pathlib.Path(__file__).resolve().parents[2] / 'build/bench'
TICK = os.sysconf('SC_CLK_TCK')


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


class Served:
    """`with Served(data, *options) as kith`: .began is the clock before the process was started."""

    def __init__(self, data, *options, key=None):
        self.port, self.kept = free_port(), None
        words = [BUILD / 'kith', 'serve', '--data', data, '--listen', f'127.0.0.1:{self.port}', *options]
        if key: words += ['--key-file', key]
        self.began = time.perf_counter()
        self.process = subprocess.Popen(list(map(str, words)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self, how=signal.SIGTERM):
        if self.kept: self.kept.close()
        if self.process.poll() is None: self.process.send_signal(how)
        self.process.wait(60)

    def ask(self, path, body=None):
        """-> (status, bytes); raises OSError while nobody listens."""
        if not self.kept: self.kept = http.client.HTTPConnection('127.0.0.1', self.port, timeout=60)
        try:
            self.kept.request('POST' if body is not None else 'GET', path, body and json.dumps(body), {'Content-Type': 'application/json'} if body else {})
            answer = self.kept.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            self.kept.close()
            self.kept = None
            raise

    def json(self, path, body=None):
        status, text = self.ask(path, body)
        if status >= 300: raise RuntimeError(f'{path}: {status} {text[:200]}')
        return json.loads(text)

    def search(self, text):
        return self.json('/api/search?q=' + urllib.parse.quote(text))

    def until(self, ready, pause=.002, limit=300):
        """Polls until ready() is true; seconds since the process was started."""
        while True:
            if self.process.poll() is not None: raise RuntimeError('kith has ended')
            try:
                if ready(): return time.perf_counter() - self.began
            except (OSError, http.client.HTTPException, RuntimeError): pass
            if time.perf_counter() - self.began > limit: raise RuntimeError('kith is not ready in time')
            time.sleep(pause)

    def milliseconds(self, path):
        begin = time.perf_counter()
        status, _ = self.ask(path)
        took = (time.perf_counter() - begin) * 1000
        if status != 200: raise RuntimeError(f'{path}: {status}')
        return took

    def cpu(self):
        fields = open(f'/proc/{self.process.pid}/stat').read().rsplit(')', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def memory(self, field):
        """VmHWM or VmRSS in MB."""
        for line in open(f'/proc/{self.process.pid}/status'):
            if line.startswith(field): return int(line.split()[1]) / 1024
        return 0

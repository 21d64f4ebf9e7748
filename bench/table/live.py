"""Messages through both doors and WebSockets alone, driven by kith-load (bench/load)."""
import os, pathlib, re, shutil, signal, subprocess

from .line import Line
from .served import BUILD, Served, free_port

HERE = pathlib.Path(__file__).resolve().parents[1]
ROUNDS = 5
WINDOW = 16


def load(*words):
    """What kith-load prints; it ends with 1 when something was lost."""
    done = subprocess.run([BUILD / 'kith-load', *map(str, words)], capture_output=True, text=True)
    if done.returncode > 1: raise RuntimeError('kith-load: ' + done.stderr.strip()[-200:])
    return done.stdout


def number(pattern, text): return float(re.search(pattern, text)[1])


def whole(text): return all(int(re.search(rf'(\d+) {word}', text)[1]) == 0 for word in ('lost', 'doubled', 'out of order', 'never acknowledged'))


def fresh(bench, name):
    data = bench.folder / name
    shutil.rmtree(data, ignore_errors=True)
    return data


def rates(bench):
    """1,000 messages a second, then the highest of these rates that keeps its promise."""
    with Served(fresh(bench, 'messages'), key=bench.key) as kith:
        kith.until(lambda: kith.ask('/health')[0] == 200)
        at = ('--address', f'127.0.0.1:{kith.port}', '--pid', kith.process.pid)
        best, bad = None, 0
        for _ in range(ROUNDS):
            out = load('http', *at, '--rate', 1000, '--seconds', 5)
            bad += not whole(out)
            best = min(best or 1e9, number(r'p99 ([\d.]+)', out))
        yield Line('send → durable acknowledgement by HTTP, 1,000 a second over 64 connections', f'p99 {best:.1f} ms, {"none" if not bad else "some"} lost, doubled or out of order', 'p99 ≤ 5 ms, none', best <= 5 and not bad)
        reached, memory = (0, 0), 0
        for rate in 6000, 8000, 10000, 12000, 14000, 16000:
            tries = [load('http', *at, '--rate', rate, '--seconds', 3) for _ in range(2)]
            good = [out for out in tries if whole(out) and number(r'p99 ([\d.]+)', out) <= 20]
            if not good: break
            reached = rate, min(number(r'p99 ([\d.]+)', out) for out in good)
            memory = number(r'server ([\d.]+) MB', good[-1])
        yield Line('the highest rate that keeps p99 ≤ 20 ms', f'{reached[0]:,} a second, p99 {reached[1]:.1f} ms, server {memory:.0f} MB', '≥ 10,000 a second', reached[0] >= 10000)


def rounds(bench):
    for between, door in ('kill', 'http'), ('cut', 'socket'):
        port = free_port()
        data = fresh(bench, f'rounds-{between}')
        command = f"'{BUILD / 'kith'}' serve --data '{data}' --listen 127.0.0.1:{port} --key-file '{bench.key}'"
        out = load(door, '--address', f'127.0.0.1:{port}', '--serve', command, '--between', between, '--rounds', 20, '--seconds', 2, '--rate', 600)
        sent = int(re.search(r'(\d+) acknowledged', out)[1])
        what = '20 × kill -9 and restart' if between == 'kill' else '20 × all connections cut'
        yield Line(f'{what}, {door}, 64 connections', f'{sent:,} messages: ' + re.search(r'\d+ lost.*acknowledged', out)[0], '0 lost, 0 doubled', whole(out))


class Sockets:
    """A program that serves WebSockets on a port of its own."""

    def __init__(self, *words):
        self.port = free_port()
        self.process = subprocess.Popen([str(w).replace('PORT', str(self.port)) for w in words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.at = ('--address', f'127.0.0.1:{self.port}', '--pid', self.process.pid)

    def __enter__(self): return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


def echo():
    """Both take turns, so that a busy machine is fair to both."""
    if not (HERE / 'node/node_modules').exists(): subprocess.run(['npm', 'ci', '--ignore-scripts', '--loglevel=error'], cwd=HERE / 'node', check=True, stdout=subprocess.DEVNULL)
    with Sockets(BUILD / 'bench_http_socket', '127.0.0.1:PORT') as ours, Sockets('node', HERE / 'node/echo.mjs', 'PORT') as node:
        ask = lambda who, window: number(r'(\d+) messages a second', load('echo', *who.at, '--seconds', 2, '--window', window))
        best = {(who, window): max(ask(who, window) for _ in range(ROUNDS)) for window in (WINDOW, 1) for who in (ours, node)}
    mine, other, one, other_one = best[ours, WINDOW], best[node, WINDOW], best[ours, 1], best[node, 1]
    return Line(f'WebSocket echo, 64 connections, {WINDOW} messages on their way on each', f'{mine:,.0f} a second, {mine / other:.1f} × Node `ws`', '≥ 2 ×', mine >= 2 * other, f'Node `ws` {other:,.0f}; one message on its way: {one:,.0f} against {other_one:,.0f}')


def sockets():
    yield echo()
    with Sockets(BUILD / 'bench_http_socket', '127.0.0.1:PORT') as ours:
        out = load('broadcast', *ours.at, '--connections', 1000, '--rounds', 100)
        yield Line('one message to 1,000 sockets, to the last', f'p50 {number(r"p50 ([0-9.]+)", out):.1f} ms, p99 {number(r"p99 ([0-9.]+)", out):.1f} ms', '≤ 5 ms', number(r'p50 ([\d.]+)', out) <= 5)
    with Sockets(BUILD / 'bench_http_socket', '127.0.0.1:PORT') as ours:
        out = load('idle', *ours.at, '--connections', 15000, '--seconds', 10)
        opened, each, p99 = number(r'(\d+) open', out), number(r'([\d.]+) kB each', out), number(r'p99 ([\d.]+)', out)
        yield Line('15,000 silent sockets', f'{opened:,.0f} open, {each:.1f} kB each, `/health` p99 {p99:.1f} ms', '≤ 15 kB, ≤ 5 ms', opened == 15000 and each <= 15 and p99 <= 5)


def live(bench):
    # Messages are measured, not models: without one, each reply is recorded as failed at once.
    os.environ['KITH_MODELS'] = str(bench.folder / 'no-models')
    return [*rates(bench), *rounds(bench), *sockets()]

"""./dev bench [LINE…] [--archives DIR]

Prints the table of the README with what this machine reaches. LINE is one or more of: import import10 search search10 statistics
requests start start10 more live sockets memory memory10 health; without one, all of them. DIR holds the decrypted WeChat folders `1m` and
`10m`; without it they are made once in build/bench/archives. Both cores should be idle.
"""
import pathlib, secrets, subprocess, sys

from . import imports, live, requests, store
from .line import HEAD, machine
from .served import BUILD

LINES = {
    'import': lambda b: imports.imports(b, 1),
    'search': lambda b: requests.searches(b, 1),
    'requests': requests.pages,
    'start': lambda b: store.starts(b, 1),
    'memory': lambda b: store.memory(b, 1),
    'import10': lambda b: imports.imports(b, 10),
    'search10': lambda b: requests.searches(b, 10),
    'start10': lambda b: store.starts(b, 10),
    'memory10': lambda b: store.memory(b, 10),
    'more': lambda b: imports.added(b, 10),
    'statistics': lambda b: store.statistics(b, 1) + store.statistics(b, 10),
    'live': lambda b: store.live(b) + live.live(b),
    'health': store.health,
    'sockets': lambda b: list(live.sockets()),
}
WITHIN = {'sockets': 'live'}  # a part of another line, measured alone when asked for


class Bench:
    def __init__(self, archives):
        self.archives, self.folder = archives, BUILD / 'work'
        self.folder.mkdir(parents=True, exist_ok=True)
        self.key = self.folder / 'key'
        if not self.key.exists(): self.key.write_text(secrets.token_hex(32))
        self.key_text = self.key.read_text()

    def archive(self, millions):
        path = self.archives / f'{millions}m'
        if not path.exists():
            print(f'making {path}', file=sys.stderr)
            subprocess.run([sys.executable, pathlib.Path(__file__).resolve().parents[1] / 'make_archive.py', path, str(millions * 10**6)], check=True)
        return path

    def data(self, millions):
        """The encrypted data folder with that archive, made by the line `import` or now."""
        return self.prepared(f'{millions}m', millions, self.key)

    def open_data(self, millions):
        """The same, not encrypted."""
        return self.prepared(f'{millions}m-open', millions, None)

    def prepared(self, name, millions, key):
        data = self.folder / name
        if not (data / 'kith.db').exists(): imports.import_once(self.archive(millions), data, millions * 10**6, key)
        return data


def main(words):
    archives = BUILD / 'archives'
    if '--archives' in words:
        at = words.index('--archives')
        archives = pathlib.Path(words[at + 1])
        del words[at:at + 2]
    wrong = [word for word in words if word not in LINES]
    if wrong or '--help' in words: sys.exit(__doc__)
    chosen, bench = [name for name in LINES if name in words or (not words and name not in WITHIN)], Bench(archives)
    print(machine() + '\n\n' + HEAD, flush=True)
    met = True
    for name in chosen:
        for line in LINES[name](bench):
            print(line, flush=True)
            met = met and line.met
    print('\n' + machine())
    return 0 if met else 1


if __name__ == '__main__': sys.exit(main(sys.argv[1:]))

"""Requests to the program over HTTP, and the LIKE scan of the same archive beside them."""
import pathlib, random, sqlite3, time, urllib.parse

from .line import Line, percentile
from .served import Served

PER_CLASS, ROUNDS, LIKES, PAIRS = 60, 7, 5, 3
PAGES = ('/api/contacts/stats', '/api/global', '/api/calendar/heatmap', '/api/calendar/trend')


def databases(archive):
    for file in sorted(pathlib.Path(archive).glob('message/*.db')):
        db = sqlite3.connect(f'file:{file}?mode=ro', uri=True)
        yield db, [name for (name,) in db.execute(r"select name from sqlite_master where name like 'Msg\_%' escape '\'")]


def queries(archive):
    """Parts of messages, 1 to 6 characters, 60 of each length."""
    dice, texts = random.Random(11), []
    for db, tables in databases(archive):
        for table in dice.sample(tables, min(40, len(tables))):
            texts += [text for (text,) in db.execute(f'select message_content from {table} where local_type = 1 and WCDB_CT_message_content = 0 limit 400')]
    made = []
    for length in range(1, 7):
        while len(made) < length * PER_CLASS:
            text = dice.choice(texts).split(':\n')[-1].strip()
            if len(text) < length: continue
            at = dice.randrange(len(text) - length + 1)
            if part := text[at:at + length].strip(): made.append(part)
    return made


def like(archive, words):
    """Milliseconds per query of a LIKE scan."""
    opened, times = list(databases(archive)), []
    for word in words:
        begin = time.perf_counter()
        for db, tables in opened:
            for table in tables: db.execute(f"select count(*) from {table} where message_content like '%' || ? || '%'", (word,)).fetchone()
        times.append((time.perf_counter() - begin) * 1000)
    return percentile(times, .5)


def measure(kith, words):
    """-> p50 and p99 of the best round"""
    rounds = []
    for _ in range(ROUNDS):
        times = [kith.milliseconds('/api/search?q=' + urllib.parse.quote(word)) for word in words]
        rounds.append((percentile(times, .5), percentile(times, .99)))
    return min(r[0] for r in rounds), min(r[1] for r in rounds)


def opened(bench, millions, key):
    kith = Served(bench.data(millions) if key else bench.open_data(millions), key=key)
    kith.until(lambda: len(kith.json('/api/contacts/stats')) > 0)
    return kith


def against_plain(bench, words):
    """Encrypted ÷ not encrypted: each word asked of both, one right after the other, its best of ROUNDS; PAIRS pairs of processes,
    since two processes alike differ by more than what is asked for here (where their memory lies)."""
    best = {True: [float('inf')] * len(words), False: [float('inf')] * len(words)}
    for _ in range(PAIRS):
        with opened(bench, 1, bench.key) as secret, opened(bench, 1, None) as plain:
            for turn in range(ROUNDS):
                for i, word in enumerate(words):
                    for kith, is_secret in ((secret, True), (plain, False))[::1 if (turn + i) % 2 else -1]:
                        took = kith.milliseconds('/api/search?q=' + urllib.parse.quote(word))
                        best[is_secret][i] = min(best[is_secret][i], took)
    return sum(best[True]) / sum(best[False])


def searches(bench, millions):
    words = queries(bench.archive(millions))
    with opened(bench, millions, bench.key) as kith: p50, p99 = measure(kith, words)
    what = f'`/api/search` over HTTP, {millions} M, 1 to 6 characters, exact counts'
    if millions != 1: return [Line(what, f'p50 {p50:.1f} ms, p99 {p99:.1f} ms', 'p99 ≤ 25 ms', p99 <= 25)]
    scan = like(bench.archive(1), words[::len(words) // LIKES])
    ratio = against_plain(bench, words)
    return [Line(what, f'p50 {p50:.1f} ms, p99 {p99:.1f} ms', 'p50 ≤ 2 ms, p99 ≤ 8 ms, ≥ 50 × a LIKE scan', p50 <= 2 and p99 <= 8 and scan >= 50 * p50,
                 f'LIKE scan of the archive {scan:.0f} ms: {scan / p50:.0f} ×'),
            Line('encryption on against off, search', f'{ratio:.3f} ×', '≤ 1.02 ×', ratio <= 1.02, f'{len(words)} words, both asked in turn, best of {ROUNDS * PAIRS}')]


def pages(bench):
    with opened(bench, 1, bench.key) as kith:
        found = {path: min(percentile([kith.milliseconds(path) for _ in range(200)], .99) for _ in range(ROUNDS)) for path in PAGES}
    worst = max(found.values())
    return [Line('contacts/stats, global, calendar at 1 M over HTTP', 'p99 ' + ', '.join(f'{value:.2f}' for value in found.values()) + ' ms', 'p99 ≤ 8 ms', worst <= 8)]

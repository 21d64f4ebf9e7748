"""From a decrypted WeChat folder to durable, encrypted, searchable, with all statistics answered: by the program, over HTTP."""
import json, pathlib, re, shutil, subprocess, time

from .line import Line
from .served import BUILD, Served

ROUNDS = {1: 7, 10: 3}


def warm(archive):
    for file in pathlib.Path(archive).rglob('*.db'):
        with open(file, 'rb') as f:
            while f.read(1 << 24): pass


def floor(archive):
    """Seconds of a bare read of the same rows."""
    out = subprocess.run([BUILD / 'bench_sources_read', archive], check=True, capture_output=True, text=True).stdout
    return float(re.search(r'([\d.]+) s wall', out)[1])


def import_once(archive, data, messages, key=None):
    """-> wall, cpu, first chat in seconds, peak in MB"""
    shutil.rmtree(data, ignore_errors=True)
    with Served(data, '--archive', archive, key=key) as kith:
        first = []

        def ready():
            boot = kith.json('/api/kith/boot')['archive']
            if not first and boot['messages'] > 0: first.append(kith.until(lambda: True))
            return boot['messages'] >= messages and not boot.get('progress')

        kith.until(ready)
        wall = kith.until(lambda: len(kith.json('/api/contacts/stats')) > 0 and kith.search('的') != [])
        cpu, peak = kith.cpu(), kith.memory('VmHWM')
        kith.until(lambda: (pathlib.Path(data) / 'kith.db.cache').exists(), pause=.1)
    return wall, cpu, first[0], peak


def imports(bench, millions):
    """The lines of the import, and with it the data folders that the other lines use."""
    archive, rounds = bench.archive(millions), ROUNDS[millions]
    warm(archive)
    runs = [import_once(archive, bench.folder / f'{millions}m', millions * 10**6, bench.key) for _ in range(rounds)]
    open_runs = [import_once(archive, bench.folder / f'{millions}m-open', millions * 10**6) for _ in range(rounds)] if millions == 1 else []
    (wall, cpu, first, _), peak = min(runs), max(run[3] for run in runs)
    bare = floor(archive)
    lines = []
    if millions == 1:
        lines.append(Line('1 M messages, from process start to durable, encrypted, searchable, statistics answered', f'{wall:.2f} s, cpu {cpu:.2f} s, peak {peak:.0f} MB',
                          '≤ 1.5 s, ≤ 350 MB, ≤ 6 × the bare read', wall <= 1.5 and peak <= 350 and wall <= 6 * bare, f'bare read of the rows with decoding {bare:.2f} s: {wall / bare:.1f} ×'))
        plain = min(run[0] for run in open_runs)
        lines.append(Line('encryption on against off, import', f'{wall / plain:.2f} ×', '≤ 1.25 ×', wall <= 1.25 * plain, f'without a key {plain:.2f} s'))
    else:
        lines.append(Line('10 M messages, the same', f'{wall:.1f} s, cpu {cpu:.1f} s, peak {peak:.0f} MB, first chat after {first:.2f} s', '≤ 12 s, ≤ 1.2 GB, first chat ≤ 2 s',
                          wall <= 12 and peak <= 1200 and first <= 2, f'bare read {bare:.2f} s: {wall / bare:.1f} ×'))
    return lines


def more_messages(path, chat, count, begin):
    """A ChatLab file of new messages at the end of a chat."""
    head = {'_type': 'header', 'chatlab': {'version': '0.0.2', 'exportedAt': begin}, 'meta': {'name': chat, 'platform': 'wechat', 'type': 'private', 'ownerId': 'wxid_self'}}
    lines = [head] + [{'_type': 'member', 'platformId': who, 'accountName': who} for who in ('wxid_self', chat)]
    lines += [{'_type': 'message', 'sender': chat if i % 2 else 'wxid_self', 'accountName': chat, 'timestamp': begin + i, 'type': 0, 'content': f'新的消息 {begin} {i}',
               'platformMessageId': f'{begin}{i:06d}'} for i in range(count)]
    pathlib.Path(path).write_text('\n'.join(json.dumps(line, ensure_ascii=False) for line in lines) + '\n', encoding='utf8')


def added(bench, millions, rounds=7, count=1000):
    """A thousand more into a large store: from the request to visible in search and statistics."""
    times = []
    with Served(bench.data(millions), key=bench.key) as kith:
        kith.until(lambda: len(kith.json('/api/contacts/stats')) > 0)
        for i in range(rounds):
            begin, file = 1_795_300_000 + i * count, bench.folder / f'more{i}.jsonl'
            more_messages(file, 'wxid_000001', count, begin)
            before = kith.json('/api/kith/boot')['archive']['messages']
            start = time.perf_counter()
            kith.json('/api/kith/imports', {'sources': [{'path': str(file)}]})
            while kith.json('/api/kith/boot')['archive']['messages'] < before + count: pass
            hits = sum(chat['total'] for chat in kith.search(f'新的消息 {begin}'))
            assert hits == count, hits
            kith.json('/api/contacts/stats')
            times.append((time.perf_counter() - start) * 1000)
    best = min(times)
    return [Line(f'1,000 messages more into {millions} M, over HTTP, visible in search and statistics', f'{best:.0f} ms (worst of {rounds}: {max(times):.0f})', '≤ 100 ms', best <= 100)]

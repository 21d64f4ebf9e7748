#!/usr/bin/env python3
"""Style as a failing check: layers, lengths, twins, formatting, repeated code. Prints what is wrong, exit code 1 if anything is.

The tables of layers, third-party headers and files without a twin are read from ARCHITECTURE.md, so that the document cannot be wrong.
"""
import collections, os, re, subprocess, sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MAX_FILE, MAX_FUNCTION, MAX_REPEATED, COLUMNS = 500, 60, 14, 100
problems = []


def wrong(path, line, text): problems.append(f'{path}:{line}: {text}' if line else f'{path}: {text}')


def tracked(*patterns):
    out = subprocess.run(['git', '-C', ROOT, 'ls-files', '--cached', '--others', '--exclude-standard', *patterns], capture_output=True, text=True, check=True).stdout
    return [p for p in out.split('\n') if p and os.path.exists(os.path.join(ROOT, p))]


def lines_of(path):
    with open(os.path.join(ROOT, path), encoding='utf8') as f: return f.read().split('\n')


def table(title):
    """Rows of the first Markdown table after a heading."""
    rows, inside = [], False
    for line in lines_of('ARCHITECTURE.md'):
        if line.startswith('#'):
            if rows: break
            inside = title in line
        elif inside and line.startswith('|'):
            rows.append([cell.strip() for cell in line.strip('|').split('|')])
        elif rows: break
    if len(rows) < 3: sys.exit(f'ARCHITECTURE.md: no table under "{title}"')
    return rows[2:]


def words(text): return re.findall(r'`([^`]+)`', text)


def folder_of(path):
    """src/api/welink/x.cpp -> api/welink; src/store/x.cpp -> store; src/main.cpp -> app"""
    parts = path.split('/')[1:-1]
    if not parts: return 'app'
    return '/'.join(parts[:2]) if parts[0] == 'api' and len(parts) > 1 else parts[0]


def check_layers(files):
    allowed = {}
    for row in table('Layers'):
        for folder in words(row[0]): allowed[folder] = set(words(row[1]))
    for path in files:
        folder = folder_of(path)
        may = allowed.get(folder)
        if may is None: wrong(path, 0, f'the folder {folder} is not in the table of layers'); continue
        for n, line in enumerate(lines_of(path), 1):
            m = re.match(r'#include "([^"]+)"', line)
            if not m: continue
            target = folder_of('src/' + m[1])
            if target != folder and target not in may and '*' not in may: wrong(path, n, f'{folder} may not include {m[1]}')


def check_third_party(files):
    rules = [(re.compile(words(row[0])[0]), words(row[1])) for row in table('Third-party headers')]
    for path in files:
        for n, line in enumerate(lines_of(path), 1):
            m = re.match(r'#include <([^>]+)>', line)
            if not m: continue
            for pattern, homes in rules:
                if pattern.match(m[1]):
                    if not any(path.startswith('src/' + home) or path.startswith('tests/' + home) for home in homes): wrong(path, n, f'<{m[1]}> only in {", ".join(homes)}')
                    break


def check_length(files):
    for path in files:
        lines = lines_of(path)
        if len(lines) - 1 > MAX_FILE: wrong(path, 0, f'{len(lines) - 1} lines, at most {MAX_FILE}')
        if path.endswith(('.cpp', '.h')) and not lines[0].startswith('//'): wrong(path, 1, 'the first line says what the file is for')
        for n, line in enumerate(lines, 1):
            if path.endswith(('.cpp', '.h')) and len(line) > COLUMNS and 'http' not in line and not line.lstrip().startswith(('//', '"', 'R"')): wrong(path, n, f'{len(line)} columns')


OPENS = re.compile(r'^(\s*)(?!.*\b(?:namespace|struct|class|enum|union|if|else|for|while|switch|do|try|catch|extern)\b.*\{$)[^\s#/}].*[)\w>&]\s*\{$|^(\s*)[^\s#/}].*\)\s*(?:const|noexcept|override|final|->[^{]*)*\s*\{$')


def check_functions(files):
    for path in files:
        lines = lines_of(path)
        for start, line in enumerate(lines):
            m = OPENS.match(line)
            if not m or re.match(r'\s*(?:\}?\s*else\b|if\b|for\b|while\b|switch\b|do\b|try\b|namespace\b|struct\b|class\b|enum\b|union\b|case\b|extern\b|const \w+ \w+\{)', line): continue
            indent = re.match(r'\s*', line)[0]
            for end in range(start + 1, len(lines)):
                if lines[end].lstrip().startswith('}') and len(lines[end]) - len(lines[end].lstrip()) <= len(indent): break
            else: continue
            if end - start + 1 > MAX_FUNCTION: wrong(path, start + 1, f'a function of {end - start + 1} lines, at most {MAX_FUNCTION}')


def check_twins(sources, tests):
    free = {w for row in table('Sources without a twin') for w in words(row[0])}
    have = set(tests)
    for path in sources:
        if not path.endswith('.cpp') or path[4:] in free or any(f.endswith('/') and path[4:].startswith(f) for f in free): continue
        if 'tests/' + path[4:-4] + '_test.cpp' not in have: wrong(path, 0, 'no ' + 'tests/' + path[4:-4] + '_test.cpp')


def check_format(files):
    out = subprocess.run(['clang-format-19', '--dry-run', *files], cwd=ROOT, capture_output=True, text=True).stderr
    for path in sorted({m[1] for m in re.finditer(r'^(\S+?):\d+:\d+: warning', out, re.M)}): wrong(path, 0, 'not formatted (./dev fmt)')


def check_repeated(files):
    """The same run of code lines in two places."""
    seen = collections.defaultdict(list)
    for path in files:
        code = [(n, re.sub(r'\s+', ' ', line.strip())) for n, line in enumerate(lines_of(path), 1)]
        code = [(n, t) for n, t in code if len(t) > 3 and not t.startswith(('//', '#include', 'using ', 'namespace'))]
        for i in range(len(code) - MAX_REPEATED + 1): seen[tuple(t for _, t in code[i:i + MAX_REPEATED])].append((path, code[i][0]))
    told = set()
    for places in seen.values():
        if len(places) < 2: continue
        (a, an), (b, bn) = places[:2]
        if (a, b) in told: continue
        told.add((a, b)); wrong(a, an, f'{MAX_REPEATED} lines stand again at {b}:{bn}')


def check_words(files):
    for path in files:
        for n, line in enumerate(lines_of(path), 1):
            if re.search(r'\b(TODO|FIXME|XXX|DISABLED_\w+|GTEST_SKIP)\b', line) and path != 'tools/tidy.py': wrong(path, n, 'unfinished work or a skipped test')


def main():
    sources, tests = tracked('src/*.cpp', 'src/*.h'), tracked('tests/*.cpp', 'tests/*.h')
    benches = tracked('bench/*.cpp', 'bench/*.h')
    check_layers(sources); check_third_party(sources + tests); check_length(sources + tests + benches + tracked('dev', 'tools/*.py', 'cmake/*'))
    check_functions(sources); check_twins(sources, tests); check_format(sources + tests + benches); check_repeated(sources); check_words(sources + tests + benches)
    for p in sorted(set(problems)): print(p)
    print(f'tidy: {len(sources)} sources, {len(tests)} tests, {len(set(problems))} problems')
    sys.exit(bool(problems))


if __name__ == '__main__': main()

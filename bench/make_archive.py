#!/usr/bin/env python3
"""Writes a decrypted WeChat folder of N made-up messages for the benchmarks.

    bench/make_archive.py OUT N

400 people and 60 groups whose sizes follow Zipf's law, six years, four shards; texts are lines of data/demo/dialogues.tsv,
a tenth of them zstd frames. The same N gives the same archive. A million messages take about ten seconds and 150 MB.
"""
import ctypes, hashlib, pathlib, random, sqlite3, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
END, YEARS, SHARDS, PEOPLE, GROUPS, OWNER = 1_795_190_400, 6, 4, 400, 60, 'wxid_me'
APP = '<msg><appmsg><title>%s</title><type>%d</type>%s</appmsg></msg>'


def zstd():
    lib = ctypes.CDLL('libzstd.so.1')
    lib.ZSTD_compressBound.restype = lib.ZSTD_compress.restype = ctypes.c_size_t
    room = ctypes.create_string_buffer(1 << 20)

    def frame(text):
        data = text.encode()
        size = lib.ZSTD_compress(room, ctypes.c_size_t(len(room)), data, ctypes.c_size_t(len(data)), 3)
        return room.raw[:size]
    return frame


def lines():
    rows = (line.rstrip('\n').split('\t') for line in open(ROOT / 'data/demo/dialogues.tsv', encoding='utf8') if line[0] != '#')
    return [row[-1] for row in rows]


def payload(dice, texts):
    """-> (local_type, message_content)"""
    text, x = texts[int(dice.random() * len(texts))], dice.random()
    if x < .60: return 1, text
    if x < .80: return 1, text + texts[int(dice.random() * len(texts))]
    if x < .87: return 3, '<msg><img length="%d"/></msg>' % dice.randrange(9999, 999999)
    if x < .93: return 47, '<msg><emoji md5="%032x"/></msg>' % dice.getrandbits(128)
    if x < .96: return 34, '<msg><voicemsg voicelength="%d"/></msg>' % dice.randrange(900, 59000)
    if x < .97: return 43, '<msg><videomsg playlength="%d"/></msg>' % dice.randrange(3, 300)
    if x < .98: return 49 | 5 << 32, APP % (text[:30], 5, '<url>https://news.example.org/p/%d</url>' % dice.randrange(10**6))
    if x < .99: return 49, APP % (text, 57, '<refermsg><type>1</type><content>%s</content></refermsg>' % text[::-1][:20])
    if x < .995: return 49, APP % ('微信转账', 2000, '<wcpayinfo><paysubtype>1</paysubtype><feedesc>￥8.00</feedesc></wcpayinfo>')
    return 10000, '以上是打招呼内容'


def rows_of(dice, texts, frame, count, group, ids, name):
    """Rows of one chat: bursts of a few minutes, spread over the years."""
    others = [ids[name]] if not group else dice.sample(list(ids.values()), 24)
    keys = {number: key for key, number in ids.items()}
    time, step = END - YEARS * 365 * 86_400, 2 * YEARS * 365 * 86_400 / max(1, count / 14)
    for i in range(count):
        time = min(END, time + (dice.random() * step if dice.random() < 1 / 14 else dice.random() * 40))
        kind, text = payload(dice, texts)
        mine = dice.random() < (.08 if group else .48)
        sender = 0 if kind == 10000 else ids[OWNER] if mine else others[int(dice.random() * len(others))]
        if group and not mine and sender: text = keys[sender] + ':\n' + text
        packed = dice.random() < .1
        second = int(time)
        yield (dice.getrandbits(60), kind, second * 1000 + i % 1000, sender, second, 2 if mine else 4, frame(text) if packed else text, 4 if packed else 0)


def fresh(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    db.executescript('pragma journal_mode=off; pragma synchronous=off')
    return db


def make(out, total):
    dice, texts, frame = random.Random(7), lines(), zstd()
    people = ['wxid_%06d' % i for i in range(PEOPLE)]
    groups = ['%d@chatroom' % (10**9 + i) for i in range(GROUPS)]
    db = fresh(out / 'contact/contact.db')
    db.executescript('CREATE TABLE contact(id INTEGER PRIMARY KEY, username TEXT, alias TEXT, remark TEXT, nick_name TEXT, flag INTEGER, verify_flag INTEGER,'
                     'big_head_url TEXT, small_head_url TEXT, description TEXT); CREATE TABLE chat_room(id INTEGER PRIMARY KEY, username TEXT);'
                     'CREATE TABLE chatroom_member(room_id INTEGER, member_id INTEGER);')
    for name in people + groups + [OWNER]:
        db.execute('insert into contact(username, alias, remark, nick_name, flag, verify_flag) values(?, "", "", ?, 3, 0)', (name, '朋友' + name[-4:]))
    db.executemany('insert into chat_room(username) values(?)', [(g,) for g in groups])
    db.commit()
    shards = [fresh(out / f'message/message_{k}.db') for k in range(SHARDS)]
    ids = {name: i + 1 for i, name in enumerate([OWNER] + people + groups)}
    for shard in shards:
        shard.execute('CREATE TABLE Name2Id(user_name TEXT PRIMARY KEY)')
        shard.executemany('insert into Name2Id values(?)', [(name,) for name in ids])
    order = people + groups
    dice.shuffle(order)
    harmonic, made = sum(1 / (i + 3) for i in range(len(order))), 0
    for i, name in enumerate(order):
        count = total - made if i == len(order) - 1 else min(total - made, max(1, round(total / (i + 3) / harmonic)))
        made += count
        table = 'Msg_' + hashlib.md5(name.encode()).hexdigest()
        shard = shards[i % SHARDS]
        shard.execute(f'CREATE TABLE {table}(local_id INTEGER PRIMARY KEY AUTOINCREMENT, server_id INTEGER, local_type INTEGER, sort_seq INTEGER, real_sender_id INTEGER,'
                      'create_time INTEGER, status INTEGER, message_content TEXT, WCDB_CT_message_content INTEGER)')
        shard.executemany(f'insert into {table}(server_id, local_type, sort_seq, real_sender_id, create_time, status, message_content, WCDB_CT_message_content)'
                          ' values(?, ?, ?, ?, ?, ?, ?, ?)', rows_of(dice, texts, frame, count, name in groups, ids, name))
    for shard in shards: shard.commit()


if __name__ == '__main__':
    if len(sys.argv) != 3: sys.exit(__doc__)
    make(pathlib.Path(sys.argv[1]), int(sys.argv[2]))

#!/usr/bin/env python3
"""Stands in for llama-server: the same arguments, the same dialect, and every way to go wrong.

What it does is told by the name of the model file it is given (-m): words joined with "-", for example slow-start or crash.
A folder of that file's is where it leaves what it was asked (asked.jsonl) and counts its starts (starts).
"""
import json, os, signal, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

args = sys.argv[1:]
value = lambda name: args[args.index(name) + 1]
model = value('-m')
folder, how = os.path.split(model)
how = os.path.splitext(how)[0]
key = os.environ.get('LLAMA_API_KEY', '')
release = os.path.join(folder, 'release')  # what hangs goes on when this file is there


def note(name, text):
    with open(os.path.join(folder, name), 'a') as out: out.write(text + '\n')


def starts():
    with open(os.path.join(folder, 'starts')) as lines: return len(lines.readlines())


note('starts', str(os.getpid()))
note('arguments', json.dumps(args))
if how == 'illegal': os.kill(os.getpid(), signal.SIGILL)
if how == 'crash': sys.exit(1)
if how == 'crash-once' and starts() == 1: sys.exit(1)
if how == 'port-taken' and starts() == 1:
    print('couldn\'t bind HTTP server socket', file=sys.stderr); sys.exit(1)
if how == 'never-up': signal.pause()
if how == 'slow-start':
    while not os.path.exists(release): time.sleep(0.01)


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_): pass

    def plain(self, status, tree):
        body = json.dumps(tree).encode()
        self.send_response(status); self.send_header('Content-Type', 'application/json'); self.send_header('Content-Length', str(len(body)))
        self.end_headers(); self.wfile.write(body)

    def do_GET(self): self.plain(200, {'status': 'ok'})

    def chunk(self, text):
        data = text.encode(); self.wfile.write(b'%x\r\n%s\r\n' % (len(data), data)); self.wfile.flush()

    def event(self, tree): self.chunk('data: ' + (tree if isinstance(tree, str) else json.dumps(tree)) + '\n\n')

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        note('asked.jsonl', json.dumps(body))
        if self.headers.get('Authorization') != 'Bearer ' + key: return self.plain(401, {'error': {'code': 401, 'message': 'Invalid API Key', 'type': 'authentication_error'}})
        if how == 'long': return self.plain(400, {'error': {'code': 400, 'message': 'too long', 'type': 'exceed_context_size_error'}})
        if how == 'garbage': return self.plain(500, {'error': 'x'})
        self.send_response(200); self.send_header('Content-Type', 'text/event-stream'); self.send_header('Transfer-Encoding', 'chunked'); self.end_headers()
        self.event({'choices': [{'delta': {'role': 'assistant', 'content': None}}], 'prompt_progress': {'total': 9, 'processed': 0}})
        if how == 'killed': os.kill(os.getpid(), signal.SIGKILL)
        if how == 'killed-once' and starts() == 1: os.kill(os.getpid(), signal.SIGKILL)
        if how in ('hang', 'held') or (how == 'hang-once' and starts() == 1):
            note('waiting', 'x')
            while not os.path.exists(release): time.sleep(0.01)
        if how == 'half':
            self.event({'choices': [{'delta': {'content': 'a'}}]}); self.chunk(''); self.close_connection = True; return
        if how == 'broken': self.event('{"choices": [')
        if how == 'thinking': self.event({'choices': [{'delta': {'reasoning_content': 'hm'}}]})
        last = body['messages'][-1]['content']
        for piece in ('你好，', last, ' 😀'): self.event({'choices': [{'delta': {'content': piece}}]})
        self.event({'choices': [{'delta': {}, 'finish_reason': 'stop'}]})
        self.event({'choices': [], 'usage': {'prompt_tokens': 40, 'completion_tokens': 3}, 'timings': {'cache_n': 8, 'prompt_n': 32, 'prompt_per_second': 111.5, 'predicted_per_second': 34.25}})
        self.event('[DONE]'); self.chunk('')


ThreadingHTTPServer.request_queue_size = 64
ThreadingHTTPServer((value('--host'), int(value('--port'))), Handler).serve_forever()

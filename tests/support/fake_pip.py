#!/usr/bin/env python3
"""Stands in for pip: fake_pip.py FOLDER download … --dest DIR … NAME==VERSION copies FOLDER/NAME-VERSION.whl to DIR.

FOLDER/asked gets a line a call. A package that is not there is an error in pip's words; FOLDER/NAME-VERSION.full says the disk is full, .hang never ends.
"""
import os, shutil, signal, sys

folder, words = sys.argv[1], sys.argv[2:]
if '--version' in words: sys.exit(0)
assert words[0] == 'download' and '--no-deps' in words, words
name = next((w for w in words if '==' in w), None)
if name is None:
    with open(words[words.index('--requirement') + 1]) as lines: name = lines.read().split()[0]
name = name.replace('==', '-')
with open(os.path.join(folder, 'asked'), 'a') as out: out.write(name + '\n')
have = lambda ending: os.path.exists(os.path.join(folder, name + ending))
if have('.hang'): signal.pause()
if have('.full'): sys.exit("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device")
if not have('.whl'): sys.exit(f"ERROR: No matching distribution found for {name.replace('-', '==')}")
shutil.copy(os.path.join(folder, name + '.whl'), words[words.index('--dest') + 1])

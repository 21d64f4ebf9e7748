// A text that is written now and handed on a moment later: 60 ms after the last key, never half a Chinese word.
import { useCallback, useEffect, useRef, useState } from "react";

export const kDebounceMs = 60;

export interface Written {
  text: string;
  write: (text: string) => void;
  /** At once: a suggestion was taken, Enter was pressed. */
  commit: (text: string) => void;
  composition: { onCompositionStart: () => void; onCompositionEnd: () => void };
}

export function useWritten(value: string, onChange: (value: string) => void): Written {
  const [text, setText] = useState(value);
  const state = useRef({ sent: value, latest: value, timer: 0, composing: false });
  const send = useRef(onChange);
  useEffect(() => {
    send.current = onChange;
  });
  // Changed by somebody else: a filter, the history.
  useEffect(() => {
    const now = state.current;
    if (value === now.sent) return;
    clearTimeout(now.timer);
    now.sent = now.latest = value;
    setText(value);
  }, [value]);
  useEffect(() => () => clearTimeout(state.current.timer), []);
  const commit = useCallback((next: string) => {
    const now = state.current;
    clearTimeout(now.timer);
    now.sent = now.latest = next;
    setText(next);
    send.current(next);
  }, []);
  const later = () => {
    const now = state.current;
    clearTimeout(now.timer);
    if (!now.composing) now.timer = window.setTimeout(() => commit(now.latest), kDebounceMs);
  };
  const write = (next: string) => {
    state.current.latest = next;
    setText(next);
    later();
  };
  const compose = (composing: boolean) => () => {
    state.current.composing = composing;
    later();
  };
  const composition = { onCompositionStart: compose(true), onCompositionEnd: compose(false) };
  return { text, write, commit, composition };
}

// Keys that work everywhere, and those a screen adds while it is shown. Single letters rest in text fields and when they are switched off.
import { useEffect, useRef } from "react";
import { settings } from "app/settings";

export interface KeyCommand {
  /** "d", "Shift+n", "Mod+k", "g h"; Mod is Ctrl or Cmd. */
  keys: string;
  /** Said in the key sheet. */
  text: string;
  run: (event: KeyboardEvent) => void;
}

type Layer = { current: KeyCommand[] };
const layers: Layer[] = [];
const kSequenceMs = 1500;
const kOverLayers = new Set(["Mod+k", "Mod+Shift+l"]); // work while a modal layer is open
let prefix = "";
let prefixAt = 0;

/** Commands of a component while it is mounted; the newest layer is asked first. */
export function useKeys(commands: KeyCommand[]) {
  const layer = useRef(commands);
  useEffect(() => {
    layer.current = commands;
  });
  useEffect(() => {
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
    };
  }, []);
}

/** For the key sheet: the shell's layer first. */
export const registered = (): KeyCommand[][] => layers.map((layer) => layer.current);

export function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const field = target.closest("input, textarea, select, [contenteditable]");
  return (
    field !== null &&
    !["checkbox", "radio", "button", "range"].includes((field as HTMLInputElement).type)
  );
}

export function nameOf(event: KeyboardEvent): string {
  const { key } = event;
  const named = key === " " ? "Space" : key.length === 1 ? key.toLowerCase() : key;
  const shift = event.shiftKey && (key.length > 1 || /\p{L}/u.test(key));
  return `${event.ctrlKey || event.metaKey ? "Mod+" : ""}${event.altKey ? "Alt+" : ""}${shift ? "Shift+" : ""}${named}`;
}

/** A letter or sign without Ctrl, Cmd or Alt. */
const isLetter = (name: string) => /^(Shift\+)?.$/u.test(name);

function find(keys: string): KeyCommand | undefined {
  for (const layer of layers.toReversed()) {
    const found = layer.current.find((command) => command.keys === keys);
    if (found) return found;
  }
  return undefined;
}

export function onKey(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return;
  const name = nameOf(event);
  const letter = isLetter(name);
  // A modal layer hears only its own keys.
  const modal = document.querySelector("dialog:modal") !== null;
  if (letter && (modal || typing(event.target) || !settings.get().letterKeys)) return;
  if (modal && !kOverLayers.has(name)) return;
  const now = Date.now();
  const sequence = prefix && now - prefixAt < kSequenceMs ? `${prefix} ${name}` : "";
  prefix = "";
  const command = (sequence && find(sequence)) || find(name);
  if (command) {
    event.preventDefault();
    command.run(event);
  } else if (name === "g") {
    prefix = name;
    prefixAt = now;
  }
}

export function listen(): () => void {
  addEventListener("keydown", onKey);
  return () => removeEventListener("keydown", onKey);
}

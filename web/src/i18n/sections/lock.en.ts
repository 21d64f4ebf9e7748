// The screen lock.
import type { lock as zh } from "i18n/sections/lock.zh-CN";
import type { Texts } from "i18n/texts";

export const lock: Texts<typeof zh> = {
  "lock.title": "Locked",
  "lock.pin": "PIN",
  "lock.open": "Unlock",
  "lock.wrong": "That is not the PIN.",
  "lock.tooMany": "Too many wrong PINs.",
  "lock.again": "Try again in {time}.",
  "lock.note": "This hides the screen. It does not encrypt your files.",
  "lock.forgotten": "Forgotten? Stop Kith and run “kith forget-pin” on its machine.",
  "lock.now": "Lock now",
  "lock.choose": "Choose a PIN for the screen lock",
  "lock.settings": "PIN settings",
  "lock.set": "Set PIN",
  "lock.repeat": "PIN again",
  "lock.rule": "4 to 32 characters, no space at the ends; a Chinese character counts as three.",
  "lock.differs": "The two are not the same.",
  "lock.chosen": "The PIN is set.",
  "lock.idle": "Lock when idle for",
  "lock.never": "Never",
  "lock.atStart": "Lock when the page opens",
  "lock.save": "Save",
  "lock.saved": "Saved",
  "lock.change": "Change PIN",
  "lock.current": "Current PIN",
  "lock.new": "New PIN",
  "lock.changed": "The PIN is changed.",
  "lock.remove": "Remove PIN",
  "lock.removed": "The PIN is removed. Nothing locks any more.",
};

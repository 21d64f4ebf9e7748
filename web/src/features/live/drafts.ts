// What was begun and not sent, for each conversation, while the tab lives. Storage may be off or full.
const key = (session: string) => `kith.live.draft.${session}`;

export function keptDraft(session: string): string {
  try {
    return sessionStorage.getItem(key(session)) ?? "";
  } catch {
    return "";
  }
}

export function keepDraft(session: string, text: string) {
  try {
    if (text) sessionStorage.setItem(key(session), text);
    else sessionStorage.removeItem(key(session));
  } catch {
    // The draft lasts as long as the screen.
  }
}

export const forgetDraft = (session: string) => keepDraft(session, "");

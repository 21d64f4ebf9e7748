// What the palette offers: people and groups of the directory, the places, and a fixed list of actions.
import { useMemo } from "react";
import type { Entry } from "api/surfaces/kith";
import { toChat, toImport, toPerson, toSearch, toWelcome } from "app/links";
import { lockOrChoose, lockState } from "app/lock/lock";
import { useDirectory } from "app/people";
import { hrefOf, places } from "app/places";
import { go } from "app/router";
import { change, useSetting } from "app/settings";
import { openKeySheet, openLock } from "app/shell/layers";
import { changeLanguage, themes } from "app/shell/LooksMenu";
import { languages, type Translate, useLocale, useT } from "i18n/index";
import { type PaletteEntry, type PaletteIndex, paletteIndex } from "lib/palette";
import { receipt } from "lib/query-language";
import { dismiss, undoable } from "ui/Toast/toasts";

export interface Action {
  id: string;
  text: string;
  /** More words that find it. */
  words?: string[];
  run: () => void;
}

/** `lang`: the one in use is not offered. */
export function actions(t: Translate, masked: boolean, lang: string): Action[] {
  const undo = undoable();
  const { enabled } = lockState();
  const list: Action[] = [
    {
      id: "import",
      text: t("palette.import"),
      words: ["import", "导入"],
      run: () => go(toImport()),
    },
    { id: "welcome", text: t("palette.demo"), words: ["demo", "演示"], run: () => go(toWelcome()) },
    {
      id: "lock",
      text: t(enabled ? "lock.now" : "lock.choose"),
      words: ["lock", "锁定", "锁屏"],
      run: lockOrChoose,
    },
    ...(enabled ? [lockSettings(t)] : []),
    {
      id: "mask",
      text: masked ? t("palette.maskOff") : t("palette.maskOn"),
      words: ["mask", "名字"],
      run: () => change({ masked: !masked }),
    },
    { id: "keys", text: t("menu.keys"), words: ["keys", "快捷键"], run: openKeySheet },
    ...themes.map((theme) => ({
      id: `theme-${theme}`,
      text: t("palette.themeTo", { theme: t(`menu.theme.${theme}`) }),
      words: ["theme", theme],
      run: () => change({ theme }),
    })),
    ...languages
      .filter((one) => one !== lang)
      .map((lang) => ({
        id: `lang-${lang}`,
        text: t("palette.languageTo", { language: t(`lang.${lang}`) }),
        words: ["language", "语言", lang],
        run: () => void changeLanguage(lang),
      })),
  ];
  if (undo?.undo) {
    const run = () => {
      dismiss(undo.id);
      undo.undo?.();
    };
    list.unshift({
      id: "undo",
      text: t("palette.undo", { text: undo.text }),
      words: ["undo"],
      run,
    });
  }
  return list;
}

const lockSettings = (t: Translate): Action => ({
  id: "lock-settings",
  text: t("lock.settings"),
  words: ["pin"],
  run: openLock,
});

/** What one can do with a person or a group: the second page of the palette. `inChat`: the value of in:. */
export function personActions(t: Translate, entry: PaletteEntry, inChat: string): Action[] {
  const { id, name } = entry;
  const list: Action[] = [
    { id: "read", text: t("palette.read", { name }), run: () => go(toChat(id)) },
    {
      id: "search",
      text: t("palette.searchIn", { name }),
      run: () => go(toSearch(receipt({ in: inChat }))),
    },
  ];
  if (entry.kind !== "group")
    list.push({ id: "page", text: t("palette.open", { name }), run: () => go(toPerson(id)) });
  return list;
}

const someone = (entry: Entry): PaletteEntry => ({
  kind: entry.kind === "group" ? "group" : "person",
  id: entry.id,
  name: entry.name,
  alt: entry.alt,
  count: entry.count,
  last: entry.last,
});

export interface PaletteSource {
  index: PaletteIndex;
  actions: Map<string, Action>;
  /** The value of in: for a person or a group. */
  inChat: (entry: PaletteEntry) => string;
}

/** The index is made again when the directory, the language or what can be undone changes; O(people). */
export function usePaletteSource(): PaletteSource {
  const t = useT();
  const lang = useLocale();
  const masked = useSetting("masked");
  const { data } = useDirectory();
  return useMemo(() => {
    const all = actions(t, masked, lang);
    const entries: PaletteEntry[] = [
      ...(data?.entries ?? []).map(someone),
      ...places.map((entry) => ({
        kind: "place" as const,
        id: hrefOf(entry),
        name: t(entry.text),
        alt: [entry.place],
      })),
      ...all.map((one) => ({
        kind: "action" as const,
        id: one.id,
        name: one.text,
        alt: one.words,
      })),
    ];
    const index = paletteIndex(entries, Date.now() / 1000);
    const inChat = ({ id, name }: PaletteEntry) => {
      const entry = data?.find(id);
      return entry ? data!.inChat(entry) : name;
    };
    return { index, actions: new Map(all.map((one) => [one.id, one])), inChat };
  }, [data, t, lang, masked]);
}

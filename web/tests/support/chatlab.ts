// Exports in the ChatLab format for flows: small ones with faults, large ones, whole folders of them.
import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";

export interface Export {
  /** Lines that are messages; what a scan counts. */
  messages: number;
  /** Of these, what no reader can take. */
  broken: number;
}

const header = (name: string, type: "private" | "group", owner?: string) =>
  JSON.stringify({
    _type: "header",
    chatlab: { version: "0.0.2", exportedAt: 1_711_000_000 },
    meta: { name, platform: "wechat", type, ...(owner && { ownerId: owner }) },
  });
const member = (platformId: string, accountName: string) =>
  JSON.stringify({ _type: "member", platformId, accountName });
const message = (sender: string, timestamp: number, content: string) =>
  JSON.stringify({ _type: "message", sender, accountName: sender, timestamp, type: 0, content });

const kWords = ["周六去爬山吗 😀", "好, 八点南门", "100% \"ok\" \\ 'x'", "带水 <b>", "鞋到了"];

/** Two people, neither named as the owner; one line is no JSON, one has an impossible time. */
export function twoPeople(file: string, messages = 400): Export {
  const lines = [
    header("山友", "private"),
    member("u_lin", "林苇"),
    member("u_mei", "阿梅"),
    ...Array.from({ length: messages }, (_, i) =>
      message(i % 2 ? "u_mei" : "u_lin", 1_700_000_000 + i * 6100, `${kWords[i % 5]} ${i}`),
    ),
  ];
  lines.splice(40, 0, "{broken");
  lines.splice(60, 0, message("u_lin", -5, "before time"));
  writeFileSync(file, `${lines.join("\n")}\n`);
  return { messages, broken: 2 };
}

/** Large enough that an import takes seconds. */
export function long(file: string, messages: number): Export {
  const out = openSync(file, "w");
  writeSync(out, `${header("长谈", "private", "u_lin")}\n${member("u_lin", "林苇")}\n`);
  writeSync(out, `${member("u_zhou", "老周")}\n`);
  const kPiece = 5000;
  for (let from = 0; from < messages; from += kPiece) {
    const lines = Array.from({ length: Math.min(kPiece, messages - from) }, (_, n) => {
      const i = from + n;
      return message(
        i % 3 ? "u_zhou" : "u_lin",
        1_500_000_000 + i * 60,
        `${kWords[i % 5]} 第 ${i} 句`,
      );
    });
    writeSync(out, `${lines.join("\n")}\n`);
  }
  closeSync(out);
  return { messages, broken: 0 };
}

export interface Talk {
  messages: number;
  /** How many messages came before the first of a day, "2021-03-15". */
  at: (day: string) => number;
}

/** One long conversation from 2019 on, in words of many lengths; each begins with its number. */
export function longTalk(file: string, messages: number): Talk {
  const start = Date.UTC(2019, 0, 1) / 1000;
  const every = 400; // seconds
  const lines = [
    header("阿梅", "private", "me"),
    member("me", "Lin"),
    member("mei", "阿梅"),
    ...Array.from({ length: messages }, (_, i) =>
      message(
        i % 3 === 0 ? "me" : "mei",
        start + i * every,
        `${i} ${"我们周末一起去走走吧。".repeat(i % 7)}${i % 1000 === 5 ? "灯塔" : ""}`,
      ),
    ),
  ];
  writeFileSync(file, lines.join("\n"));
  return { messages, at: (day) => (Date.parse(`${day}T00:00:00Z`) / 1000 - start) / every };
}

/** Names that try to be more than names, each in a private chat of its own. */
export const kHostileNames = [
  "<img src=x onerror=window.broken=1>",
  "\u202eevil\u202c \u200f",
  `z\u0310\u0311\u0312\u0313${"\u0336".repeat(400)}algo`,
  "",
  "W".repeat(300),
  "👩‍👩‍👧‍👦",
];

/** What they say: markup, direction marks, one line of 10,000 letters, nothing at all. */
const kHostileTexts = [
  "<script>window.broken=1</script><b>bold</b> & {n} %s",
  `${"很长".repeat(5000)}`,
  "\u202ereversed\u202c \u2066isolated",
  `h\u0301${"\u0310".repeat(900)}ello`,
  "javascript:window.broken=1 https://example.invalid/<x>",
  "",
];

/** One file for each name; gives their paths. */
export function hostile(folder: string): string[] {
  return kHostileNames.map((name, n) => {
    const file = join(folder, `hostile-${n}.jsonl`);
    const lines = [
      header(name, "private", "u_lin"),
      member("u_lin", "林苇"),
      member(`u_${n}`, name),
    ];
    for (let i = 0; i < 60; i++) {
      const text = kHostileTexts[i % kHostileTexts.length] ?? "";
      lines.push(message(i % 2 ? `u_${n}` : "u_lin", 1_763_000_000 + i * 5000 + n, text));
    }
    writeFileSync(file, `${lines.join("\n")}\n`);
    return file;
  });
}

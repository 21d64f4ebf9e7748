// A Telegram Desktop export (result.json) for flows: a whole account or one chat of it, the same at
// every call.
import { writeFileSync } from "node:fs";

export interface Telegram {
  /** Messages that a scan counts, service messages among them. */
  messages: number;
  chats: number;
  /** What the chats are called, largest first. */
  names: string[];
  /** Service messages that are notices. */
  notices: number;
  /** Messages that answer another one. */
  replies: number;
  /** The key of whose export it is. */
  owner: string;
}

interface Chat {
  name: string | null;
  type: string;
  id: number;
  messages: object[];
}

const kOwner = { key: "user1001", name: "林苇" };
const kMei = { key: "user1002", name: "阿梅" };
const kZhou = { key: "user1003", name: "老周 <Zhou> 😀" };
const kBegin = 1_709_265_600; // 2024-03-01T04:00:00Z
const kWords = ["周六去爬山吗 😀", "好, 八点南门", "100% \"ok\" \\ 'x'", "带水 <b>", "鞋到了"];
const kNotExported = "(File not included. Change data exporting settings to download.)";

const stamp = (at: number) => ({
  date: new Date(at * 1000).toISOString().slice(0, 19),
  date_unixtime: String(at),
});
type Who = typeof kOwner;
const said = (id: number, who: Who, at: number, text: unknown, more: object = {}) => ({
  id,
  type: "message",
  ...stamp(at),
  from: who.name,
  from_id: who.key,
  ...more,
  text,
  text_entities: [],
});
const service = (id: number, who: Who, at: number, action: string, more: object = {}) => ({
  id,
  type: "service",
  ...stamp(at),
  actor: who.name,
  actor_id: who.key,
  action,
  ...more,
  text: "",
  text_entities: [],
});

/** Words in turns; of each `answers` messages the last answers the one before. */
function talk(people: readonly Who[], from: number, count: number, answers = 10): object[] {
  return Array.from({ length: count }, (_, i) => {
    const who = people[i % people.length] ?? kOwner;
    const more = i % answers === answers - 1 ? { reply_to_message_id: from + i - 1 } : {};
    return said(from + i, who, kBegin + (from + i) * 3600, `${kWords[i % 5]} ${i}`, more);
  });
}

const kKinds = [
  { photo: kNotExported, width: 800, height: 600 },
  { file: kNotExported, media_type: "sticker", sticker_emoji: "😄" },
  { file: kNotExported, media_type: "voice_message", duration_seconds: 36 },
  { file: kNotExported, file_name: "报告.pdf", mime_type: "application/pdf" },
  { place_name: "南门", location_information: { latitude: 31.25, longitude: 121.5 } },
  {
    poll: {
      question: "去哪?",
      closed: false,
      total_voters: 2,
      answers: [{ text: "山", voters: 2 }],
    },
  },
];

/** With the one whose id is the chat's: 200 messages, six attachments, a link, a call. */
function direct(): Chat {
  const messages = talk([kMei, kOwner], 1, 200);
  const at = (id: number) => kBegin + id * 3600;
  kKinds.forEach((more, i) => messages.push(said(201 + i, kMei, at(201 + i), "", more)));
  const link = [{ type: "link", text: "https://example.org/trail" }];
  messages.push(said(207, kOwner, at(207), link));
  messages.push(
    service(208, kMei, at(208), "phone_call", { duration_seconds: 63, discard_reason: "hangup" }),
  );
  return { name: kMei.name, type: "personal_chat", id: 1002, messages };
}

/** A group of three: it begins with two notices and ends with one. */
function group(): Chat {
  const at = (id: number) => kBegin + id * 3600;
  const messages = [
    service(1, kZhou, at(1), "create_group", { title: "山友", members: [kZhou.name, kMei.name] }),
    service(2, kZhou, at(2), "invite_members", { members: [kOwner.name] }),
    ...talk([kZhou, kMei, kOwner], 3, 80),
    service(83, kMei, at(83), "pin_message", { message_id: 12 }),
  ];
  return { name: "山友", type: "private_supergroup", id: 77, messages };
}

function saved(): Chat {
  const messages = talk([kOwner], 301, 10, Infinity);
  return { name: null, type: "saved_messages", id: 1001, messages };
}

/** The whole account, which says whose it is. `later`: messages that the direct chat got since. */
export function telegram(file: string, later = 0): Telegram {
  const chats = [direct(), group(), saved()];
  chats[0]?.messages.push(...talk([kMei, kOwner], 401, later));
  const account = {
    about: "Here is the data you requested.",
    personal_information: { user_id: 1001, first_name: "林苇", last_name: "", username: "@lin" },
    contacts: {
      about: "Contacts.",
      list: [{ user_id: 1002, first_name: "阿梅", last_name: "", phone_number: "+86 130" }],
    },
    chats: { about: "Chats.", list: chats },
    left_chats: { about: "Left.", list: [] },
  };
  writeFileSync(file, JSON.stringify(account, null, 1));
  return {
    messages: chats.reduce((sum, chat) => sum + chat.messages.length, 0),
    chats: chats.length,
    names: [kMei.name, "山友", "Saved Messages"],
    notices: 3,
    replies: 20 + 8 + Math.floor(later / 10),
    owner: kOwner.key,
  };
}

/** The group alone: nobody says who the owner is, so it is asked. */
export function telegramGroup(file: string): Telegram {
  const chat = group();
  writeFileSync(file, JSON.stringify(chat, null, 1));
  return {
    messages: chat.messages.length,
    chats: 1,
    names: ["山友"],
    notices: 3,
    replies: 8,
    owner: kOwner.key,
  };
}

/** The direct chat alone: whoever is not its peer is likely the owner. */
export function telegramDirect(file: string): Telegram {
  const chat = direct();
  writeFileSync(file, JSON.stringify(chat, null, 1));
  return {
    messages: chat.messages.length,
    chats: 1,
    names: [kMei.name],
    notices: 0,
    replies: 20,
    owner: kOwner.key,
  };
}

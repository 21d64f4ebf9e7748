import { beforeEach, expect, test, vi } from "vitest";
import type { Said } from "api/talk-log";
import { go } from "app/router";
import LiveScreen from "features/live/Screen";
import { type Unread, useUnread } from "features/live/useUnread";
import { loadTexts } from "i18n/index";
import { key, press, render, serve, settle, type, until } from "../../../tests/support/render";

const last = {
  id: 1,
  message_id: "msg_20250127120000_00000001",
  session_id: "u",
  from_user_id: "u",
  msg_type: "TEXT",
  msg_content: "hello",
  created_at: "2025-01-27T12:00:00",
};

/** Sockets that the screen has made. */
const sockets: Line[] = [];
class Line extends EventTarget {
  sent: Record<string, unknown>[] = [];
  constructor(readonly address: string) {
    super();
    sockets.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }
  close() {}
  say(frame: object) {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(frame) }));
  }
}

beforeEach(() => {
  sockets.length = 0;
  sessionStorage.clear();
  vi.stubGlobal("WebSocket", Line);
  serve({
    "/api/kith/im/sessions": [{ session_id: "u", last, count: 1, pending: 0 }],
    "/api/message/list": { messages: [last], total: 1, page: 1, page_size: 100 },
    "/api/ai/records": { records: [], total: 0 },
  });
});

async function opened() {
  await loadTexts("later");
  go("#/live/u");
  const drawn = await render(<LiveScreen />);
  await settle(20);
  const field = drawn.find<HTMLTextAreaElement>("textarea");
  const write = async (text: string) => {
    const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set;
    set?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await settle();
  };
  return { drawn, field, write };
}

test("what is written leaves by Enter, is kept in the tab until then, and is counted near its end", async () => {
  const { drawn, field, write } = await opened();
  const [line] = sockets;
  line?.say({ type: "welcome", user_id: "u" });
  await until(() => drawn.text().includes("Connected"));
  await write("two\nlines");
  expect(sessionStorage.getItem("kith.live.draft.u")).toBe("two\nlines");
  await key(field, "Enter", { shiftKey: true });
  await key(field, "Enter", { isComposing: true });
  expect(line?.sent).toEqual([]);
  await key(field, "Enter");
  expect(line?.sent).toMatchObject([{ type: "send_message", content: "two\nlines" }]);
  expect(field.value).toBe("");
  expect(sessionStorage.getItem("kith.live.draft.u")).toBeNull();
  await write("字".repeat(4990));
  expect(drawn.text()).toContain("10 characters left");
  await write("字".repeat(5001));
  expect(drawn.text()).toContain("1 character too many; 5,000 at most");
  expect(drawn.named("Send")).toHaveProperty("disabled", true);
  await key(field, "Enter");
  expect(line?.sent).toHaveLength(1);
  await drawn.unmount();
});

test("without a model one is led to the settings; a lost line is said and can be tried at once", async () => {
  const { drawn } = await opened();
  expect(drawn.find("a[href='#/settings/models']").textContent).toContain("Models");
  sockets[0]?.dispatchEvent(new Event("close"));
  await until(() => drawn.text().includes("No connection"));
  await press(drawn.named("Try now"));
  await settle(20);
  expect(sockets).toHaveLength(2);
  await drawn.unmount();
});

test("what comes while the window is hidden stands below a line, until one writes", async () => {
  await loadTexts("later");
  const said = (key: string, mine: boolean): Said => ({
    key,
    id: key,
    row: 0,
    mine,
    from: "",
    text: key,
    at: "",
    seen: 1,
  });
  let unread: Unread | undefined;
  const Reading = ({ all }: { all: Said[] }) => {
    unread = useUnread(all);
    return null;
  };
  const hidden = vi.spyOn(document, "visibilityState", "get");
  const drawn = await render(<Reading all={[said("a", true)]} />);
  hidden.mockReturnValue("hidden");
  document.dispatchEvent(new Event("visibilitychange"));
  await drawn.draw(<Reading all={[said("a", true), said("b", false), said("c", false)]} />);
  expect(unread?.first).toBe("b");
  hidden.mockReturnValue("visible");
  document.dispatchEvent(new Event("visibilitychange"));
  await settle();
  expect(unread?.first).toBe("b");
  unread?.clear();
  await settle();
  expect(unread?.first).toBeUndefined();
  hidden.mockRestore();
  await drawn.unmount();
});

test("a new conversation gets a name that is free and fits", async () => {
  await loadTexts("later");
  go("#/live");
  const drawn = await render(<LiveScreen />);
  await settle(20);
  expect(drawn.text()).toContain("1 conversation");
  await press(drawn.named("New conversation"));
  const field = drawn.find<HTMLInputElement>("dialog input");
  expect(field.value).toBe("My notes");
  await type(field, "字".repeat(49));
  expect(drawn.text()).toContain("48 characters at most.");
  await type(field, "读书会");
  await press(drawn.named("Start"));
  field.form?.requestSubmit();
  await settle();
  expect(decodeURIComponent(location.hash)).toBe("#/live/读书会");
  await drawn.unmount();
});

// Each function of the surfaces: what it asks, and what becomes of a poor answer.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Ask } from "api/ask";
import * as archive from "api/surfaces/archive";
import * as kith from "api/surfaces/kith";

const poor = null as never;

it.each<[Ask<unknown>, string]>([
  [archive.contactStats(), "/api/contacts/stats"],
  [archive.globalStats(), "/api/global"],
  [
    archive.messagesOfDay("a b", "2024-03-15"),
    "/api/contacts/messages?username=a+b&date=2024-03-15",
  ],
  [
    archive.messagesOfMonth("x", "2024-03"),
    "/api/contacts/messages/month?username=x&month=2024-03&include_mine=true",
  ],
  [
    archive.searchContact("x", "爬山"),
    "/api/contacts/search?username=x&q=%E7%88%AC%E5%B1%B1&include_mine=true",
  ],
  [archive.activeDates("g@chatroom"), "/api/contacts/active-dates?username=g%40chatroom"],
  [archive.heatmap(), "/api/calendar/heatmap"],
  [archive.trend(90), "/api/calendar/trend?days=90"],
  [archive.activeOn("2024-03-15"), "/api/calendar/day?date=2024-03-15"],
  [
    archive.saidOn("2024-03-15", "g", "group"),
    "/api/calendar/messages?date=2024-03-15&username=g&is_group=1",
  ],
  [
    archive.saidOn("2024-03-15", "x", "person"),
    "/api/calendar/messages?date=2024-03-15&username=x",
  ],
  [archive.searchEverywhere("x", "group"), "/api/search?q=x&type=group"],
  [archive.searchEverywhere("x"), "/api/search?q=x"],
  [archive.indexStatus(), "/api/status"],
  [archive.diagnostics(), "/api/diagnostics"],
  [archive.appInfo(), "/api/app/info"],
  [archive.browse("/home/x y"), "/api/app/browse?path=%2Fhome%2Fx+y"],
  [archive.browse(), "/api/app/browse"],
  [archive.description(), "/api/swagger.json"],
  [kith.boot(), "/api/kith/boot"],
  [kith.directory(), "/api/kith/directory"],
  [
    kith.find("in:#3 -x", { facets: true, sort: "old", cursor: "" }),
    "/api/kith/find?q=in%3A%233+-x&sort=old&facets=1",
  ],
  [kith.chatWindow(3), "/api/kith/chats/3/window?limit=100"],
  [kith.chatWindow("a/b", { around: 7 }, 50), "/api/kith/chats/a%2Fb/window?around=7&limit=50"],
  [kith.chatWindow(3, { at: 1710507845 }), "/api/kith/chats/3/window?at=1710507845&limit=100"],
  [kith.jobs(), "/api/kith/jobs"],
  [kith.job(5), "/api/kith/jobs/5"],
  [kith.imports(), "/api/kith/imports"],
  [kith.importEntry(2), "/api/kith/imports/2"],
])("%#: %s", ({ address }, expected) => expect(address).toBe(expected));

describe("null becomes nothing", () => {
  it("in lists and tables", () => {
    expect(archive.contactStats().open(poor)).toEqual([]);
    expect(archive.messagesOfDay("x", "d").open(poor)).toEqual([]);
    expect(archive.saidOn("d", "x", "group").open(poor)).toEqual([]);
    expect(archive.searchEverywhere("x").open([{ messages: null }])).toEqual([{ messages: [] }]);
    expect(archive.heatmap().open({ heatmap: null })).toEqual({});
    expect(archive.activeOn("d").open({ contacts: null })).toEqual({ contacts: [], groups: [] });
    expect(archive.activeDates("x").open({ dates: null })).toEqual([]);
    expect(archive.globalStats().open({ total_messages: 3 })).toMatchObject({
      total_messages: 3,
      monthly_trend: {},
      hourly_heatmap: [],
      late_night_ranking: [],
    });
    expect(archive.diagnostics().open({ llm_profiles: null })).toEqual({ llm_profiles: [] });
    expect(archive.appInfo().open({ probed_paths: null })).toEqual({ probed_paths: [] });
    expect(archive.browse().open({ entries: null })).toEqual({ entries: [] });
    expect(kith.find("x").open({ total: 0, hits: null })).toMatchObject({ hits: [], problems: [] });
    expect(kith.chatWindow(1).open({ items: null })).toMatchObject({ items: [], months: {} });
    expect(kith.jobs().open({ jobs: null })).toEqual([]);
    expect(kith.imports().open({ imports: null })).toEqual([]);
  });
});

describe("the directory", () => {
  it("is rows", () => {
    const rows = kith.entriesOf({
      ids: ["a", "g@x", "s"],
      chats: [1, 2],
      people: [7, 0, 9],
      names: ["阿梅", ""],
      alt: ["周思敏\nmei", ""],
      kind: [0, 1, 2],
      count: [10],
      last_ts: [5],
    });
    expect(rows[0]).toEqual({
      id: "a",
      chat: 1,
      person: 7,
      name: "阿梅",
      alt: ["周思敏", "mei"],
      kind: "person",
      source: "",
      count: 10,
      last: 5,
      avatar: "",
    });
    expect(rows[1]).toMatchObject({ name: "g@x", kind: "group", alt: [] });
    expect(rows[2]).toMatchObject({ name: "s", kind: "official", count: 0 });
    expect(kith.entriesOf(null)).toEqual([]);
    expect(kith.entriesOf({ ids: ["x"], kind: [9] })[0]?.kind).toBe("person");
  });
});

describe("orders", () => {
  const sent: { url: string; init: RequestInit }[] = [];
  let answer = "{}";
  beforeEach(() => {
    sent.length = 0;
    answer = "{}";
    vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
      sent.push({ url, init });
      return new Response(answer);
    });
  });
  afterEach(() => vi.unstubAllGlobals());
  const last = (): [string | undefined, string, string | undefined] => {
    const { url, init } = sent.at(-1)!;
    return [init.method, url, init.body as string | undefined];
  };

  it("go where they belong", async () => {
    await archive.setup({ data_dir: "" });
    expect(last()).toEqual(["POST", "/api/app/setup", '{"data_dir":""}']);
    await archive.startIndex({ from: 5 });
    expect(last()).toEqual(["POST", "/api/init", '{"from":5,"to":0}']);
    await archive.startIndex();
    await archive.cancelIndex();
    expect(last()).toEqual(["POST", "/api/cancel-index", undefined]);
    await kith.orderJob(4, "pause");
    expect(last()).toEqual(["POST", "/api/kith/jobs/4/pause", undefined]);
    await kith.startImport({ sources: [{ path: "/x" }], me: "a" });
    expect(last()).toEqual([
      "POST",
      "/api/kith/imports",
      '{"sources":[{"path":"/x"}],"me":"a","dry_run":false}',
    ]);
    await kith.dryRun({ sources: [{ upload: "u" }] });
    expect(last()[2]).toBe('{"sources":[{"upload":"u"}],"dry_run":true}');
    await kith.undoImport(3);
    expect(last()).toEqual(["POST", "/api/kith/imports/3/undo", undefined]);
    answer = "[]";
    expect(await archive.exportContact("x", { from: 1 })).toEqual([]);
    expect(last()[1]).toBe("/api/contacts/export?username=x&from=1");
    answer = '{"sources":[{"me":null,"warnings":null}]}';
    expect(await kith.scan({ path: "/x" })).toEqual([{ me: [], warnings: [] }]);
  });

  it("jobs are over or not", () => {
    expect(
      ["queued", "running", "paused", "done", "failed", "cancelled"].map((state) =>
        kith.isOver({ state } as never),
      ),
    ).toEqual([false, false, false, true, true, true]);
  });
});

describe("addresses of pictures", () => {
  it("are our own, or inline, or nothing", () => {
    expect(archive.avatarAddress("https://a.example/x?y=1")).toBe(
      "/api/avatar?url=https%3A%2F%2Fa.example%2Fx%3Fy%3D1",
    );
    expect(archive.avatarAddress("data:image/png;base64,AA")).toBe("data:image/png;base64,AA");
    for (const bad of ["", "javascript:x", "/etc/passwd", "data:text/html,x"])
      expect(archive.avatarAddress(bad)).toBe("");
  });
});

describe("the boot in the page", () => {
  it("is read when it is there", () => {
    expect(kith.bootOf(document)).toBeUndefined();
    document.body.innerHTML = '<script type="application/json" id="boot">{"mode":"local"}</script>';
    expect(kith.bootOf(document)).toEqual({ mode: "local" });
    document.getElementById("boot")!.textContent = "{broken";
    expect(kith.bootOf(document)).toBeUndefined();
    document.getElementById("boot")!.textContent = " ";
    expect(kith.bootOf(document)).toBeUndefined();
  });
});

import { act } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { ApiError } from "api/errors";
import { useAsk, useBatch } from "api/query";
import { heatmap, indexStatus } from "api/surfaces/archive";
import { Part } from "ui/Part/Part";
import { press, render, until } from "../../../tests/support/render";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const query = <T,>(data: T | undefined, error: Error | null = null) => ({
  data,
  error,
  refetch: vi.fn(),
});
const failed = (status: number, text: string) =>
  new ApiError({ status, text, surface: "archive", raw: "" });
const empty = { when: (rows: number[]) => rows.length === 0, state: "Nobody yet." };

test("what is waited for, what came, and nothing", async () => {
  const drawn = await render(<Part query={query<number[]>(undefined)}>{() => "rows"}</Part>);
  expect(drawn.find("[aria-busy]")).toBeTruthy();
  await drawn.draw(<Part query={query([1])}>{(rows) => `${rows.length} rows`}</Part>);
  expect(drawn.text()).toBe("1 rows");
  await drawn.draw(
    <Part query={query<number[]>([])} empty={empty}>
      {() => "rows"}
    </Part>,
  );
  expect(drawn.text()).toBe("Nobody yet.");
});

test("a body of null is still being computed", async () => {
  const drawn = await render(<Part query={query<unknown>(null)}>{() => "rows"}</Part>);
  expect(drawn.find("[aria-busy]")).toBeTruthy();
});

test("an error is told with the server's words and tried again", async () => {
  const one = query<number>(undefined, failed(400, "数据库打不开"));
  const drawn = await render(<Part query={one}>{() => "x"}</Part>);
  expect(drawn.find("[role=alert]").textContent).toContain("数据库打不开");
  await press(drawn.named("Retry"));
  expect(one.refetch).toHaveBeenCalledTimes(1);
});

test("no answer and no model are sentences of our own", async () => {
  const drawn = await render(
    <Part query={query<number>(undefined, failed(0, ""))}>{() => "x"}</Part>,
  );
  expect(drawn.text()).toContain("No answer came.");
  await drawn.draw(
    <Part query={query<number>(undefined, failed(400, "请先在设置中配置 AI"))}>{() => "x"}</Part>,
  );
  await until(() => drawn.text().includes("This needs a model."));
});

test("old data stay when asking again failed", async () => {
  const drawn = await render(<Part query={query(7, failed(500, "x"))}>{(n) => `n=${n}`}</Part>);
  expect(drawn.text()).toBe("n=7");
});

test("after ten seconds one may stop waiting: the request ends, and Retry asks again", async () => {
  const signals: AbortSignal[] = [];
  vi.stubGlobal("fetch", (_: string, { signal }: RequestInit) => {
    signals.push(signal!);
    return new Promise((_, reject) => {
      signal!.addEventListener("abort", () => reject(signal!.reason));
    });
  });
  function Slow() {
    return <Part query={useAsk(indexStatus())}>{() => "x"}</Part>;
  }
  function Batched() {
    const [one] = useBatch([heatmap()]);
    return <Part query={one}>{() => "x"}</Part>;
  }
  for (const node of [<Slow key="a" />, <Batched key="b" />]) {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const drawn = await render(node);
    await act(async () => vi.advanceTimersByTime(9_900));
    expect(drawn.text()).not.toContain("Cancel");
    await act(async () => vi.advanceTimersByTime(200));
    vi.useRealTimers();
    await press(drawn.named("Cancel"));
    await until(() => drawn.text().includes("Cancelled"));
    expect(signals.at(-1)?.aborted).toBe(true);
    const asked = signals.length;
    await press(drawn.named("Retry"));
    await until(() => signals.length > asked);
    await drawn.unmount();
  }
});

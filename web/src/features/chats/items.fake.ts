// Messages for tests.
import type { ChatWindow } from "api/surfaces/kith";
import type { Item } from "api/types";

export const item = (id: number, more: Partial<Item> = {}): Item => ({
  id,
  ts: 1_700_000_000 + id * 60,
  sender: 2,
  name: "阿梅",
  is_mine: false,
  type: "text",
  text: `第 ${id} 条`,
  ...more,
});

/** Messages first..last of a chat with 1..total. */
export const page = (first: number, last: number, total: number): ChatWindow => ({
  items: Array.from({ length: last - first + 1 }, (_, i) => item(first + i)),
  ordinal: first - 1,
  total,
  months: { "2023-11": total },
  ...(first > 1 && { before: first }),
  ...(last < total && { after: last }),
});

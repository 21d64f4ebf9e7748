import { expect, test } from "vitest";
import { Num } from "ui/Num/Num";
import { press, render } from "../../../tests/support/render";
import { closeReceipt, useReceipt } from "ui/Receipts/receipts";

function Open() {
  return <output>{JSON.stringify(useReceipt())}</output>;
}

test("a number with a query opens its receipt, with what was counted", async () => {
  const drawn = await render(
    <>
      <Num value={48_211} query="in:阿梅" title="Messages with 阿梅" why="3 notices" />
      <Open />
    </>,
  );
  const button = drawn.find("button[data-receipt]");
  expect(button.textContent).toBe("48,211");
  expect(button.getAttribute("aria-label")).toBe("48,211, Messages with 阿梅");
  await press(button);
  expect(JSON.parse(drawn.find("output").textContent ?? "")).toEqual({
    query: "in:阿梅",
    title: "Messages with 阿梅",
    expected: 48_211,
    why: "3 notices",
  });
  closeReceipt();
});

test("without a query, and at zero, it is no button", async () => {
  const drawn = await render(
    <>
      <Num value={26} title="People" />
      <Num value={0} query="in:x" title="None" />
    </>,
  );
  expect(drawn.root.querySelectorAll("button")).toHaveLength(0);
});

test("a compact number that opens something is called by what is seen, and by the whole number", async () => {
  const drawn = await render(<Num value={300_000} query="in:x" title="Messages" compact />);
  const label = drawn.find("button").getAttribute("aria-label");
  expect(label).toBe("300K (300,000), Messages");
  expect(label).toContain(drawn.find("button").textContent);
});

test("a compact number has the full one in its title", async () => {
  const drawn = await render(<Num value={9_412_208} title="All" compact />);
  expect(drawn.find("span").textContent).toBe("9.41M");
  expect(drawn.find("span").title).toBe("9,412,208");
  const chinese = await render(<Num value={9_412_208} title="All" compact />, "zh-CN");
  expect(chinese.root.textContent).toBe("941万");
});

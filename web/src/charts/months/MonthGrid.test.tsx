import { expect, test } from "vitest";
import { MonthGrid } from "charts/months/MonthGrid";
import { closeReceipt, useReceipt } from "ui/Receipts/receipts";
import { press, render } from "../../../tests/support/render";

function Open() {
  return <output>{JSON.stringify(useReceipt())}</output>;
}

test("years without a gap, each month a receipt, empty ones closed", async () => {
  const drawn = await render(
    <>
      <MonthGrid
        months={{ "2022-11": 5, "2024-02": 9 }}
        label="Months"
        query={(month) => `in:x on:${month}`}
        title={(month) => `in ${month}`}
      />
      <Open />
    </>,
  );
  const years = [...drawn.root.querySelectorAll("th[scope=row]")].map((one) => one.textContent);
  expect(years).toEqual(["2022", "2023", "2024"]);
  expect(drawn.root.querySelectorAll("button:not([disabled])")).toHaveLength(2);
  // What forced colours print is no part of the button's words.
  expect(drawn.find("button:not([disabled])").textContent).toBe("");
  expect(drawn.find("button:not([disabled])").dataset.step).toMatch(/^[1-5]$/);
  await press(drawn.named("February 2024, 9 messages"));
  expect(JSON.parse(drawn.find("output").textContent ?? "")).toEqual({
    query: "in:x on:2024-02",
    title: "in 2024-02",
    expected: 9,
  });
  closeReceipt();
});

test("no months are no rows", async () => {
  const drawn = await render(<MonthGrid months={{}} label="x" query={(m) => m} title={(m) => m} />);
  expect(drawn.root.querySelectorAll("tbody tr")).toHaveLength(0);
});

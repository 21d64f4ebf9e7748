import { expect, test } from "vitest";
import { cellsOf, monthColumns, moved } from "charts/heat/layout";

test("a year has all its days, weeks begin on Monday", () => {
  const year = cellsOf(2024);
  expect(year).toHaveLength(366);
  // 1 January 2024 was a Monday, 31 December a Tuesday.
  expect(year[0]).toEqual({ day: "2024-01-01", week: 0, row: 0 });
  expect(year.at(-1)).toEqual({ day: "2024-12-31", week: 52, row: 1 });
  // 1 January 2023 was a Sunday: the last row of the first column.
  expect(cellsOf(2023)[0]).toEqual({ day: "2023-01-01", week: 0, row: 6 });
  expect(cellsOf(2023)[1]).toEqual({ day: "2023-01-02", week: 1, row: 0 });
});

test("months begin in the column of their first day", () => {
  const columns = monthColumns(cellsOf(2024));
  expect(columns).toHaveLength(12);
  expect(columns[1]).toEqual(["2024-02", 4]); // Thursday, 1 February
});

test("arrows move by days and weeks, pages by months, never out of the year", () => {
  expect(moved("2024-03-15", "ArrowDown", 2024)).toBe("2024-03-16");
  expect(moved("2024-03-15", "ArrowLeft", 2024)).toBe("2024-03-08");
  expect(moved("2024-01-31", "PageDown", 2024)).toBe("2024-02-29");
  expect(moved("2024-03-31", "PageUp", 2024)).toBe("2024-02-29");
  expect(moved("2024-01-03", "ArrowLeft", 2024)).toBe("2024-01-03");
  expect(moved("2024-12-20", "PageDown", 2024)).toBe("2024-12-20");
  expect(moved("2024-05-05", "End", 2024)).toBe("2024-12-31");
  expect(moved("2024-05-05", "Home", 2024)).toBe("2024-01-01");
  expect(moved("2024-05-05", "x", 2024)).toBe("2024-05-05");
});

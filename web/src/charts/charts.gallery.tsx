// Charts in the gallery, over invented numbers.
import { DayTable } from "charts/heat/DayTable";
import { HeatMapCalendar } from "charts/heat/HeatMapCalendar";
import { MonthGrid } from "charts/months/MonthGrid";
import { Rhythm } from "charts/rhythm/Rhythm";
import { Trend } from "charts/trend/Trend";
import { randomFrom } from "lib/hash";
import { addDays } from "lib/day";
import type { GalleryEntry } from "ui/gallery";

const random = randomFrom(7);
const counts = Object.fromEntries(
  Array.from({ length: 300 }, (_, i) => [addDays("2024-01-01", i), Math.floor(random() ** 3 * 90)]),
);
const months = Object.fromEntries(
  Array.from({ length: 30 }, (_, i) => [
    `${2022 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`,
    Math.floor(random() * 400),
  ]),
);
const points = Object.entries(counts).map(([date, count]) => ({ date, count }));
const bars = Array.from({ length: 24 }, (_, hour) => ({
  key: String(hour),
  short: hour % 6 === 0 ? String(hour) : "",
  name: `${hour}:00`,
  count: Math.floor(random() * 500),
  query: `hour:${hour}`,
}));

export const entry: GalleryEntry = {
  name: "Charts",
  states: {
    "heat map": () => (
      <HeatMapCalendar
        counts={counts}
        year={2024}
        today="2024-10-20"
        selected="2024-03-15"
        label="Messages a day in 2024"
        onDay={() => {}}
      />
    ),
    "no data": () => (
      <HeatMapCalendar counts={{}} year={2023} today="2024-10-20" label="2023" onDay={() => {}} />
    ),
    "day table": () => (
      <DayTable counts={counts} year={2024} today="2024-10-20" label="Messages a day in 2024" />
    ),
    trend: () => <Trend points={points} label="Messages a day" onDay={() => {}} />,
    "trend without messages": () => <Trend points={[]} label="Messages a day" onDay={() => {}} />,
    months: () => (
      <MonthGrid
        months={months}
        label="Months"
        query={(month) => `on:${month}`}
        title={(month) => month}
      />
    ),
    rhythm: () => <Rhythm label="By hour" bars={bars} title={(bar) => bar.name} />,
  },
};

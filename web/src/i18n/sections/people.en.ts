// Texts of features/people.
import type { people as zh } from "i18n/sections/people.zh-CN";
import type { Texts } from "i18n/texts";

export const people: Texts<typeof zh> = {
  "people.title": "People",
  "people.reading": "Reading the directory…",
  "people.filter": "Filter by name or pinyin initials",
  "people.kind": "Kind",
  "people.kind.person": "People",
  "people.kind.group": "Groups",
  "people.kind.official": "Official",
  "people.sort": "Sort by",
  "people.sort.recent": "Most recent",
  "people.sort.most": "Most messages",
  "people.sort.cooling": "Cooling",
  "people.sort.name": "Name",
  "people.tier": "Last heard",
  "people.tier.all": "All {n}",
  "people.tier.month": "30 days {n}",
  "people.tier.year": "1 year {n}",
  "people.tier.quiet": "Longer {n}",
  "people.count": "{n} shown",
  "people.none": "Nobody here yet.",
  "people.noneFound": "No name fits “{q}”.",
  "people.since": "since {month}",
  "people.change": "{change}",
  "people.changeWhy": "Average of the last months against the best month ({peak})",
  "people.messagesWith": "Messages with {name}",
};

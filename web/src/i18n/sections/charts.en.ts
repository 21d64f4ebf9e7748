// Texts of src/charts.
import type { charts as zh } from "i18n/sections/charts.zh-CN";
import type { Texts } from "i18n/texts";

export const charts: Texts<typeof zh> = {
  "heat.none": "none",
  "heat.day": "{day}, {n, plural, one {# message} other {# messages}}",
  "heat.future": "{day}, not yet",
  "heat.month": "Month",
  "heat.sum": "Sum",
  "rhythm.most": "Most: {when}, {n}",
};

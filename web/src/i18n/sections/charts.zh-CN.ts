// Texts of src/charts.
export const charts = {
  "heat.none": "没有",
  "heat.day": "{day}，{n} 条消息",
  "heat.future": "{day}，还没到",
  "rhythm.most": "最多：{when}，{n} 条",
} as const;

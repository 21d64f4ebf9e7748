// Texts of src/charts.
export const charts = {
  "heat.none": "没有",
  "heat.day": "{day}，{n} 条消息",
  "heat.future": "{day}，还没到",
  "heat.month": "月份",
  "heat.sum": "合计",
  "rhythm.most": "最多：{when}，{n} 条",
} as const;

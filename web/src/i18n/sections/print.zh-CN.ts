// On paper.
export const print = {
  "print.on": "打印于 {day}",
  "print.count": "{n} 条消息",
  "print.part": "{total} 条消息中的 {n} 条",
} as const;

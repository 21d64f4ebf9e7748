// Texts of features/people.
export const people = {
  "people.title": "联系人",
} as const;

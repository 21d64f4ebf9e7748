// Texts of features/apidocs.
import type { api as zh } from "i18n/sections/api.zh-CN";
import type { Texts } from "i18n/texts";

export const api: Texts<typeof zh> = {
  "api.reading": "Reading the description…",
  "api.about": "Everything the program answers at {origin}, version {version}.",
  "api.local": "Only this machine can reach it; no key is needed.",
  "api.filter": "Filter by path, method or words",
  "api.count": "{n, plural, one {# call} other {# calls}}",
  "api.none": "No call fits “{q}”.",
  "api.download": "Download as OpenAPI",
  "api.group.archive": "Archive",
  "api.group.kith": "Kith",
  "api.group.health": "Health",
  "api.answer": "Answers {type}, {name}",
  "api.example": "Shape of the answer",
  "api.field": "{name} ({type})",
  "api.fieldNeeded": "{name} ({type}, needed)",
  "api.body": "Body",
  "api.curl": "The same with curl",
  "api.copyCurl": "Copy curl",
  "api.send": "Send {method}",
  "api.changes": "This really happens and may change data.",
  "api.missing": "Still missing: {names}",
  "api.stop": "Stop",
  "api.result": "Answer",
  "api.took": "{ms} ms",
  "api.coming": "still coming",
  "api.cut": "not all of it is shown",
};

// Where one place of the page leads to another. Ids are those of the directory (X03): the key in the source, or the number of the chat.
import { formatPlace } from "lib/place";

/** The reader: at a message (m), at a day (at), or at the end; q marks words. */
export const toChat = (id: string | number, at: { m?: number; at?: string; q?: string } = {}) =>
  formatPlace(["chats", id], at);
export const toChats = () => formatPlace(["chats"]);
export const toLive = (session?: string) =>
  formatPlace(session === undefined ? ["live"] : ["live", session]);
/** `user`: whose session it is; ids are unique for one user only. */
export const toApps = (user?: string, session?: string) =>
  session === undefined ? formatPlace(["apps"]) : formatPlace(["apps", session], { user });
export const toSettings = (section: "models") => formatPlace(["settings", section]);
export const toPerson = (id: string, tab?: string) =>
  formatPlace(tab ? ["people", id, tab] : ["people", id]);
export const toSearch = (q: string) => formatPlace(["search"], { q });
export const toDay = (day: string) => formatPlace(["time", day]);
export const toTime = () => formatPlace(["time"]);
export const toImport = (id?: number) =>
  formatPlace(id ? ["data", "import", id] : ["data", "import"]);
export const toWelcome = () => formatPlace(["welcome"]);
export const toApi = () => formatPlace(["data", "api"]);

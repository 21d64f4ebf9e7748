// Everyone of the directory, and how each is named in a search: by name where it means one chat only, else by number.
import { useMemo } from "react";
import { useAsk } from "api/query";
import { directory, type Entry } from "api/surfaces/kith";
import { ambiguousNames, nameOrId } from "lib/query-language";

export interface Directory {
  entries: Entry[];
  find: (id: string) => Entry | undefined;
  /** The value of in: for a chat. */
  inChat: (entry: Entry) => string;
  /** The value of from: for a person. */
  from: (entry: Entry) => string;
}

/** A search is at most 256 letters long: longer names leave no room for the rest. */
const kNameUnits = 64;
const named = (name: string, id: number, twice: ReadonlySet<string>) =>
  name.length > kNameUnits && id > 0 ? `#${id}` : nameOrId(name, id, twice);

const made = new WeakMap<Entry[], Directory>();

/** A name is read as a query to see what it means: once each. */
function keptBy(name: (entry: Entry) => string): (entry: Entry) => string {
  const kept = new Map<Entry, string>();
  return (entry) => {
    let known = kept.get(entry);
    if (known === undefined) kept.set(entry, (known = name(entry)));
    return known;
  };
}

/** O(entries) once for each answer of the server. */
export function directoryOf(entries: Entry[]): Directory {
  let known = made.get(entries);
  if (known) return known;
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const twice = ambiguousNames(entries.map((entry) => entry.name));
  known = {
    entries,
    find: (id) => byId.get(id),
    inChat: keptBy((entry) => named(entry.name, entry.chat, twice)),
    from: keptBy((entry) => named(entry.name, entry.person, twice)),
  };
  made.set(entries, known);
  return known;
}

/** X03. `data` is the same object as long as the answer is. */
export function useDirectory() {
  const { data, error, refetch, cancel } = useAsk(directory());
  return useMemo(
    () => ({ data: data && directoryOf(data), error, refetch, cancel }),
    [data, error, refetch, cancel],
  );
}

// Data › API: everything the program answers, read from its own description, to look up, try out and copy.
import { useMemo, useRef } from "react";
import { useAsk } from "api/query";
import { description } from "api/surfaces/archive";
import { useBoot } from "app/boot";
import { useKeys } from "app/keys";
import { toImport } from "app/links";
import { useQueryParam } from "app/router";
import { OperationRow } from "features/apidocs/OperationRow";
import { filtered, type Spec, specOf } from "features/apidocs/spec";
import { type Key, useT } from "i18n/index";
import { EmptyState } from "ui/Empty/Empty";
import { FilterField } from "ui/Form/FilterField";
import { Part } from "ui/Part/Part";
import { Screen } from "ui/Screen/Screen";
import css from "features/apidocs/Api.module.css";

export default function ApiScreen() {
  const t = useT();
  const query = useAsk(description());
  return (
    <Screen title={t("nav.api")} needs="none" back={{ to: toImport(), text: t("imports.title") }}>
      <Part query={query} says={t("api.reading")} lines={8}>
        {(document) => <Reader document={document} />}
      </Part>
    </Screen>
  );
}

const kGroups: Readonly<Record<string, Key>> = {
  archive: "api.group.archive",
  kith: "api.group.kith",
  health: "api.group.health",
};

function Reader({ document }: { document: unknown }) {
  const t = useT();
  const { mode } = useBoot();
  const spec = useMemo<Spec>(() => specOf(document), [document]);
  const [words, setWords] = useQueryParam("q");
  const [open, setOpen] = useQueryParam("open");
  const field = useRef<HTMLInputElement>(null);
  const groups = useMemo(() => filtered(spec, words), [spec, words]);
  const n = groups.reduce((sum, { operations }) => sum + operations.length, 0);
  useKeys([{ keys: "f", text: t("api.filter"), run: () => field.current?.focus() }]);
  return (
    <>
      <p className={css.about}>
        {t("api.about", { origin: location.origin, version: spec.version })}{" "}
        {mode === "local" && t("api.local")}
      </p>
      <div className={css.tools}>
        <FilterField
          ref={field}
          className={css.filter}
          label={t("api.filter")}
          value={words}
          onChange={setWords}
        />
        <span role="status" className={css.count}>
          {t("api.count", { n })}
        </span>
        <a href="/api/swagger.json" download="kith-openapi.json">
          {t("api.download")}
        </a>
      </div>
      {n === 0 && <EmptyState drawing="search" text={t("api.none", { q: words })} />}
      {groups.map(({ name, operations }) => (
        <section key={name} className={css.group} aria-labelledby={`group-${name}`}>
          <h2 id={`group-${name}`}>{kGroups[name] ? t(kGroups[name]) : name}</h2>
          <ul>
            {operations.map((operation) => (
              <li key={operation.id}>
                <OperationRow
                  operation={operation}
                  spec={spec}
                  open={open === operation.id}
                  onToggle={() => setOpen(open === operation.id ? "" : operation.id)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

// A folder or file of this machine: typed, picked step by step, or one that was found by itself.
import { type FormEvent, useState } from "react";
import { useAsk, useBatch } from "api/query";
import { appInfo, browse } from "api/surfaces/archive";
import { lookInto } from "features/imports/draft";
import { FolderPicker } from "features/imports/FolderPicker";
import { nameOf, looksLikeArchive } from "features/imports/plan";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { TextField } from "ui/Form/Field";
import css from "features/imports/Imports.module.css";

export function FolderCard() {
  const t = useT();
  const [path, setPath] = useState("");
  const [error, setError] = useState<string>();
  const [picking, setPicking] = useState(false);
  const { data } = useAsk(appInfo());
  const probed = data?.probed_paths ?? [];
  const look = (event: FormEvent) => {
    event.preventDefault();
    const wanted = path.trim();
    if (wanted) lookInto({ path: wanted, name: nameOf(wanted) });
    else setError(t("imports.pathMissing"));
  };
  return (
    <section className={css.card} aria-labelledby="folder-card">
      <h3 id="folder-card">{t("imports.folder")}</h3>
      <p>{t("imports.folderAbout")}</p>
      <form className={css.form} onSubmit={look}>
        <TextField
          label={t("imports.path")}
          value={path}
          error={error}
          spellCheck={false}
          autoComplete="off"
          onChange={(value) => {
            setPath(value);
            setError(undefined);
          }}
        />
        <div className={css.end}>
          <Button kind="primary" submits>
            {t("imports.look")}
          </Button>
          <Button onClick={() => setPicking(true)}>{t("imports.pick")}</Button>
        </div>
      </form>
      {probed.length > 0 && <Suggestions paths={probed} />}
      <FolderPicker
        open={picking}
        start={path}
        onClose={() => setPicking(false)}
        onPick={(picked) => {
          setPicking(false);
          lookInto({ path: picked, name: nameOf(picked) });
        }}
      />
    </section>
  );
}

/** The program names the usual places; shown are those that exist and look like an archive. */
function Suggestions({ paths }: { paths: string[] }) {
  const t = useT();
  const folders = useBatch(paths.map((path) => browse(path)));
  const found = paths.filter((_, i) => {
    const entries = folders[i]?.data?.entries;
    return entries && looksLikeArchive(entries);
  });
  if (found.length === 0) return null;
  return (
    <div className={css.found}>
      <h4>{t("imports.found")}</h4>
      <ul>
        {found.map((one) => (
          <li key={one}>
            <Button kind="quiet" onClick={() => lookInto({ path: one, name: nameOf(one) })}>
              {one}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

// Folders and files of the machine that Kith runs on, to pick one.
import { useState } from "react";
import { useAsk } from "api/query";
import { browse } from "api/surfaces/archive";
import { formatName } from "features/imports/problems";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { Icon } from "ui/Icon/Icon";
import { ChevronLeft, FileText, Folder } from "ui/Icon/icons";
import { Dialog } from "ui/Layer/Dialog";
import { Part } from "ui/Part/Part";
import css from "features/imports/Picker.module.css";

export interface FolderPickerProps {
  open: boolean;
  /** Where to begin; empty: at home. */
  start: string;
  onClose: () => void;
  onPick: (path: string) => void;
}

const kReadable = /\.(?:zip|jsonl?|db|txt)$/i;

export function FolderPicker({ open, start, onClose, onPick }: FolderPickerProps) {
  const t = useT();
  return (
    <Dialog open={open} onClose={onClose} title={t("imports.pick")} shape="sheet">
      <Folders start={start} onPick={onPick} />
    </Dialog>
  );
}

function Folders({ start, onPick }: Pick<FolderPickerProps, "start" | "onPick">) {
  const t = useT();
  const [path, setPath] = useState(start.trim());
  const query = useAsk(browse(path || undefined));
  return (
    <Part query={query} lines={8}>
      {(folder) => (
        <div className={css.picker}>
          <p className={css.path} dir="auto" role="status">
            {folder.path}
          </p>
          <div className={css.tools}>
            <Button
              icon={ChevronLeft}
              disabled={folder.parent === folder.path}
              onClick={() => setPath(folder.parent)}
            >
              {t("imports.up")}
            </Button>
            <Button kind="primary" onClick={() => onPick(folder.path)}>
              {t("imports.thisFolder")}
            </Button>
          </div>
          <ul className={css.entries} aria-label={t("imports.inFolder")}>
            {folder.entries
              .filter(({ is_folder, name }) => is_folder || kReadable.test(name))
              .map((entry) => (
                <li key={entry.path}>
                  <button
                    type="button"
                    className={css.entry}
                    onClick={() => (entry.is_folder ? setPath(entry.path) : onPick(entry.path))}
                  >
                    <Icon of={entry.is_folder ? Folder : FileText} />
                    <span dir="auto">{entry.name}</span>
                    {entry.format && (
                      <span className={css.format}>{formatName(t, entry.format)}</span>
                    )}
                  </button>
                </li>
              ))}
          </ul>
          {folder.truncated && <p className={css.more}>{t("imports.folderCut")}</p>}
        </div>
      )}
    </Part>
  );
}

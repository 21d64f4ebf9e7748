// Begins a conversation: it gets a name, under which other programs reach it too.
import { type FormEvent, useState } from "react";
import { kName, type LiveSession } from "api/surfaces/live";
import { toLive } from "app/links";
import { go } from "app/router";
import { freeName, nameProblem } from "features/live/compose";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { TextField } from "ui/Form/Field";
import { Plus } from "ui/Icon/icons";
import { Dialog } from "ui/Layer/Dialog";

export function NewConversation({ taken }: { taken: readonly LiveSession[] }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const problem = nameProblem(name);
  const ask = () => {
    const names = taken.map((one) => one.session_id);
    setName(freeName(t("live.newDefault"), names));
    setOpen(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem) return;
    setOpen(false);
    go(toLive(name));
  };
  return (
    <>
      <Button icon={Plus} onClick={ask}>
        {t("live.new")}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t("live.newTitle")} bare={false}>
        <form onSubmit={submit} data-form>
          <TextField
            label={t("live.newName")}
            hint={t("live.newHint")}
            error={problem === "long" ? t("live.newLong") : undefined}
            value={name}
            onChange={setName}
            maxLength={kName * 2}
            dir="auto"
            autoComplete="off"
            data-first
          />
          <p data-actions>
            <Button kind="primary" submits disabled={problem !== undefined}>
              {t("live.newGo")}
            </Button>
          </p>
        </form>
      </Dialog>
    </>
  );
}

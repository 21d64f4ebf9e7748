// Jump to a date of this conversation.
import { type FormEvent, useState } from "react";
import { addDays, addMonths, isDay } from "lib/day";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { DateField } from "ui/Form/Field";
import { Dialog } from "ui/Layer/Dialog";
import css from "features/chats/Reader.module.css";

export interface JumpDialogProps {
  /** Where one is now. */
  day: string;
  /** The first and the last month with messages. */
  first: string;
  last: string;
  onDay: (day: string) => void;
  onClose: () => void;
}

export function JumpDialog({ day, first, last, onDay, onClose }: JumpDialogProps) {
  const t = useT();
  const [value, setValue] = useState(day);
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isDay(value)) return setWrong(true);
    onClose();
    onDay(value);
  };
  return (
    <Dialog open onClose={onClose} title={t("chats.jump")}>
      <form className={css.jump} onSubmit={submit} noValidate>
        <DateField
          label={t("chats.jumpDay")}
          hint={t("chats.jumpHint")}
          error={wrong ? t("chats.jumpWrong") : undefined}
          value={value}
          data-first
          min={`${first}-01`}
          max={addDays(`${addMonths(last, 1)}-01`, -1)}
          onChange={(next) => {
            setValue(next);
            setWrong(false);
          }}
        />
        <Button kind="primary" submits>
          {t("chats.jumpGo")}
        </Button>
      </form>
    </Dialog>
  );
}

// Shows the notices of toasts.ts. The clock stands still while one points at a notice or has the focus in it.
import { useEffect, useState } from "react";
import { useT } from "i18n/index";
import { Button, IconButton } from "ui/Button/Button";
import { Icon } from "ui/Icon/Icon";
import { Check, CircleAlert, Undo2, X } from "ui/Icon/icons";
import { dismiss, kSeconds, type Toast, useToasts } from "ui/Toast/toasts";
import css from "ui/Toast/Toasts.module.css";

export function Toasts() {
  const toasts = useToasts();
  return (
    <div className={css.region} role="status" aria-live="polite">
      {toasts.map((one) => (
        <Notice key={one.id} toast={one} />
      ))}
    </div>
  );
}

function Notice({ toast }: { toast: Toast }) {
  const t = useT();
  const [held, setHeld] = useState(false);
  const { id, kind, undo } = toast;
  useEffect(() => {
    if (held || kind === "error") return;
    const seconds = undo ? kSeconds.withUndo : kSeconds.plain;
    const timer = setTimeout(() => dismiss(id), seconds * 1000);
    return () => clearTimeout(timer);
  }, [held, id, kind, undo]);
  return (
    <div
      className={`${css.toast} ${css[kind]}`}
      role={kind === "error" ? "alert" : undefined}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon of={kind === "error" ? CircleAlert : Check} />
      <span className={css.text} dir="auto">
        {toast.text}
      </span>
      {undo && (
        <Button
          kind="quiet"
          icon={Undo2}
          onClick={() => {
            dismiss(id);
            undo();
          }}
        >
          {t("toast.undo")}
        </Button>
      )}
      <IconButton icon={X} label={t("layer.close")} onClick={() => dismiss(id)} />
    </div>
  );
}

// The PIN of the screen lock: choosing one, and once there is one, when it locks, changing and removing it.
import { useLockSettings } from "app/lock/lock";
import { ChangeForm, ChooseForm, RemoveForm, WhenForm } from "app/lock/PinForms";
import { closeLayer, useLayer } from "app/shell/layers";
import { useT } from "i18n/index";
import { Dialog } from "ui/Layer/Dialog";
import css from "app/lock/Lock.module.css";

export default function LockDialog() {
  const t = useT();
  const open = useLayer() === "lock";
  const { enabled } = useLockSettings();
  return (
    <Dialog
      open={open}
      onClose={closeLayer}
      title={t(enabled ? "lock.settings" : "lock.choose")}
      dirty
    >
      <div className={css.forms}>
        <p className={css.note}>{t("lock.note")}</p>
        {enabled ? (
          <>
            <WhenForm />
            <ChangeForm />
            <RemoveForm />
          </>
        ) : (
          <ChooseForm />
        )}
      </div>
    </Dialog>
  );
}

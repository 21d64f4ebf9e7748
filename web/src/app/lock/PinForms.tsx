// The forms of the dialog of the screen lock. Each says below its field what was wrong.
import { type FormEvent, type ReactNode, useState } from "react";
import { ApiError } from "api/errors";
import { useFormat } from "app/format";
import { changePin, choosePin, isPin, removePin, saveLock, useLockSettings } from "app/lock/lock";
import { useT } from "i18n/index";
import { Button, type ButtonKind } from "ui/Button/Button";
import { Select, Switch, TextField } from "ui/Form/Field";
import { toast } from "ui/Toast/toasts";
import css from "app/lock/Lock.module.css";

/** Which field of a form is wrong, and why. */
interface Wrong {
  field: string;
  text: string;
}
type Run = () => Promise<Wrong | undefined>;

function useSubmit(run: Run) {
  const t = useT();
  const f = useFormat();
  const [wrong, setWrong] = useState<Wrong>({ field: "", text: "" });
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      setWrong((await run()) ?? { field: "", text: "" });
    } catch (cause) {
      const failed = cause instanceof ApiError ? cause : undefined;
      const text =
        failed?.status === 429
          ? `${t("lock.tooMany")} ${t("lock.again", { time: f.duration(failed.retryAfter ?? 0) })}`
          : failed?.text || t("state.noServer");
      setWrong({ field: "", text });
    }
    setBusy(false);
  };
  return { wrong, busy, submit };
}

interface FormProps extends ReturnType<typeof useSubmit> {
  title?: string;
  action: string;
  kind?: ButtonKind;
  children: ReactNode;
}

function Form({ title, action, kind = "plain", wrong, busy, submit, children }: FormProps) {
  return (
    <form className={css.form} onSubmit={(event) => void submit(event)} noValidate>
      {title && <h3>{title}</h3>}
      {children}
      {wrong.text && wrong.field === "" && (
        <p className={css.failed} role="alert" dir="auto">
          {wrong.text}
        </p>
      )}
      <Button kind={kind} submits busy={busy}>
        {action}
      </Button>
    </form>
  );
}

interface PinFieldProps {
  name: string;
  label: string;
  hint?: string;
  fresh?: boolean;
  /** Has the focus when the dialog opens. */
  first?: boolean;
  wrong: Wrong;
  value: string;
  onChange: (value: string) => void;
}

/** The dialog looks for the attribute, which React does not write. */
const takeFocus = (field: HTMLInputElement | null) => field?.setAttribute("autofocus", "");

function PinField({ name, label, hint, fresh, first, wrong, value, onChange }: PinFieldProps) {
  return (
    <TextField
      ref={first ? takeFocus : undefined}
      label={label}
      type="password"
      autoComplete={fresh ? "new-password" : "off"}
      value={value}
      onChange={onChange}
      hint={hint}
      error={wrong.field === name ? wrong.text : ""}
    />
  );
}

export function ChooseForm() {
  const t = useT();
  const [pin, setPin] = useState("");
  const [again, setAgain] = useState("");
  const form = useSubmit(async () => {
    if (!isPin(pin)) return { field: "pin", text: t("lock.rule") };
    if (pin !== again) return { field: "again", text: t("lock.differs") };
    await choosePin(pin);
    toast(t("lock.chosen"));
    return undefined;
  });
  const { wrong } = form;
  return (
    <Form {...form} action={t("lock.set")} kind="primary">
      <PinField
        name="pin"
        first
        label={t("lock.pin")}
        hint={t("lock.rule")}
        fresh
        wrong={wrong}
        value={pin}
        onChange={setPin}
      />
      <PinField
        name="again"
        label={t("lock.repeat")}
        fresh
        wrong={wrong}
        value={again}
        onChange={setAgain}
      />
    </Form>
  );
}

const kMinutes = ["0", "30", "60", "120"] as const;
type Minutes = (typeof kMinutes)[number];

export function WhenForm() {
  const t = useT();
  const f = useFormat();
  const now = useLockSettings();
  const [minutes, setMinutes] = useState(String(now.auto_lock_minutes) as Minutes);
  const [atStart, setAtStart] = useState(now.lock_on_startup);
  const form = useSubmit(async () => {
    await saveLock({ auto_lock_minutes: Number(minutes), lock_on_startup: atStart });
    toast(t("lock.saved"));
    return undefined;
  });
  const options = kMinutes.map((value) => ({
    value,
    text: value === "0" ? t("lock.never") : f.duration(Number(value) * 60, "long"),
  }));
  return (
    <Form {...form} action={t("lock.save")} kind="primary">
      <Select label={t("lock.idle")} value={minutes} options={options} onChange={setMinutes} />
      <Switch label={t("lock.atStart")} checked={atStart} onChange={setAtStart} />
    </Form>
  );
}

export function ChangeForm() {
  const t = useT();
  const [old, setOld] = useState("");
  const [pin, setPin] = useState("");
  const form = useSubmit(async () => {
    if (!isPin(pin)) return { field: "new", text: t("lock.rule") };
    if (!(await changePin(old, pin))) return { field: "old", text: t("lock.wrong") };
    setOld("");
    setPin("");
    toast(t("lock.changed"));
    return undefined;
  });
  const { wrong } = form;
  return (
    <Form {...form} title={t("lock.change")} action={t("lock.change")}>
      <PinField name="old" label={t("lock.current")} wrong={wrong} value={old} onChange={setOld} />
      <PinField
        name="new"
        label={t("lock.new")}
        hint={t("lock.rule")}
        fresh
        wrong={wrong}
        value={pin}
        onChange={setPin}
      />
    </Form>
  );
}

export function RemoveForm() {
  const t = useT();
  const [pin, setPin] = useState("");
  const form = useSubmit(async () => {
    if (!(await removePin(pin))) return { field: "pin", text: t("lock.wrong") };
    toast(t("lock.removed"));
    return undefined;
  });
  return (
    <Form {...form} title={t("lock.remove")} action={t("lock.remove")} kind="danger">
      <PinField
        name="pin"
        label={t("lock.current")}
        wrong={form.wrong}
        value={pin}
        onChange={setPin}
      />
    </Form>
  );
}

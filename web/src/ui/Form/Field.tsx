// Native form controls with a visible label above and an error below.
import type { InputHTMLAttributes, ReactNode, Ref, SelectHTMLAttributes } from "react";
import { useId } from "react";
import css from "ui/Form/Field.module.css";

interface Around {
  label: string;
  hint?: string;
  error?: string;
}
type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, "className" | "onChange" | "value">;

function Frame({ id, label, hint, error, children }: Around & { id: string; children: ReactNode }) {
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className={css.hint}>
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className={css.error} role="alert" dir="auto">
          {error}
        </p>
      )}
    </div>
  );
}

const described = (id: string, { hint, error }: Around) =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;

export interface TextFieldProps extends InputProps, Around {
  value: string;
  onChange: (value: string) => void;
  ref?: Ref<HTMLInputElement>;
}

export function TextField({ label, hint, error, value, onChange, ...rest }: TextFieldProps) {
  const id = useId();
  const around = { label, hint, error };
  return (
    <Frame id={id} {...around}>
      <input
        type="text"
        {...rest}
        id={id}
        className={css.input}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, around)}
        onChange={(event) => onChange(event.target.value)}
      />
    </Frame>
  );
}

/** yyyy-mm-dd, the browser's own calendar. */
export function DateField(props: TextFieldProps) {
  return <TextField {...props} type="date" />;
}

export interface SelectProps<V extends string>
  extends
    Around,
    Omit<SelectHTMLAttributes<HTMLSelectElement>, "className" | "onChange" | "value"> {
  value: V;
  options: readonly { value: V; text: string }[];
  onChange: (value: V) => void;
  /** The label is said, not shown: where its meaning is plain. */
  bare?: boolean;
}

export function Select<V extends string>(props: SelectProps<V>) {
  const { label, hint, error, value, options, onChange, bare, ...rest } = props;
  const id = useId();
  const select = (
    <select
      {...rest}
      id={id}
      className={css.input}
      value={value}
      aria-label={bare ? label : undefined}
      aria-describedby={described(id, { label, hint, error })}
      onChange={(event) => onChange(event.target.value as V)}
    >
      {options.map((one) => (
        <option key={one.value} value={one.value}>
          {one.text}
        </option>
      ))}
    </select>
  );
  if (bare) return select;
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      {select}
    </Frame>
  );
}

export interface SwitchProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

export function Switch({ label, checked, onChange, disabled }: SwitchProps) {
  return (
    <label className={css.switch}>
      <input
        type="checkbox"
        role="switch"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={css.track} aria-hidden />
      <span>{label}</span>
    </label>
  );
}

// A field that narrows what is below it as one types. Its name is its placeholder.
import type { Ref } from "react";
import css from "ui/Form/Field.module.css";

export interface FilterFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Arrow down leads from here to the first row. */
  onDown?: () => void;
  className?: string;
  ref?: Ref<HTMLInputElement>;
}

export function FilterField({ label, value, onChange, onDown, className, ref }: FilterFieldProps) {
  return (
    <input
      ref={ref}
      type="search"
      className={`${css.filter} ${className ?? ""}`}
      value={value}
      placeholder={label}
      aria-label={label}
      dir="auto"
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown" || !onDown) return;
        event.preventDefault();
        onDown();
      }}
    />
  );
}

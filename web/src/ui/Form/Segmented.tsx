// One of a few choices, all visible. A radio group that looks like a bar.
import { useId } from "react";
import css from "ui/Form/Segmented.module.css";

export interface SegmentedProps<V extends string> {
  label: string;
  value: V;
  options: readonly { value: V; text: string }[];
  onChange: (value: V) => void;
}

export function Segmented<V extends string>({
  label,
  value,
  options,
  onChange,
}: SegmentedProps<V>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={css.bar}>
      {options.map((one) => (
        <label key={one.value} className={css.part}>
          <input
            type="radio"
            name={name}
            value={one.value}
            checked={one.value === value}
            onChange={() => onChange(one.value)}
          />
          <span>{one.text}</span>
        </label>
      ))}
    </div>
  );
}

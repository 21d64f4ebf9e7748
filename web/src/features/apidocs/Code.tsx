// Text of a machine: it can be selected, scrolled by key, and not changed.
import css from "features/apidocs/Api.module.css";

const kLines = 24;

export function Code({ label, text }: { label: string; text: string }) {
  const lines = Math.min(kLines, text.split("\n", kLines).length);
  return (
    <textarea
      readOnly
      className={`${css.code} ${css.fixed}`}
      aria-label={label}
      rows={lines}
      value={text}
      spellCheck={false}
    />
  );
}

// The mark: a house whose wall ends in a speech-bubble tail; its two windows are two people.
import css from "ui/Mark/Mark.module.css";

export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden className={css.mark}>
      <path d="M5 15.2 16 6l11 9.2V24a3 3 0 0 1-3 3h-8l-5 4v-4H8a3 3 0 0 1-3-3Z" />
      <circle cx="12.5" cy="18.5" r="2.2" />
      <circle cx="19.5" cy="18.5" r="2.2" />
    </svg>
  );
}

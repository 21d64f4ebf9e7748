// Everything one presses. Primary: the one action of a screen; plain: the others; quiet: inside text and lists.
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { Icon } from "ui/Icon/Icon";
import type { LucideIcon } from "ui/Icon/icons";
import css from "ui/Button/Button.module.css";

export type ButtonKind = "primary" | "plain" | "quiet" | "danger";
type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className" | "type">;

export interface ButtonProps extends Native {
  kind?: ButtonKind;
  icon?: LucideIcon;
  /** The action is running: the button keeps its size, and a second press does nothing. */
  busy?: boolean;
  submits?: boolean;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

export function Button({ kind = "plain", icon, busy, submits, children, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={submits ? "submit" : "button"}
      className={`${css.button} ${css[kind]}`}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : rest.onClick}
    >
      {icon && <Icon of={icon} />}
      <span>{children}</span>
    </button>
  );
}

export interface IconButtonProps extends Native {
  icon: LucideIcon;
  label: string;
  size?: number;
  ref?: Ref<HTMLButtonElement>;
}

/** A button that is only an icon: its label is its name and its tooltip. */
export function IconButton({ icon, label, size, ...rest }: IconButtonProps) {
  return (
    <button {...rest} type="button" className={css.icon} aria-label={label} title={label}>
      <Icon of={icon} size={size} />
    </button>
  );
}

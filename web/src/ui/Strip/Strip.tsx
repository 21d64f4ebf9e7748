// A line at the top of the page that says one thing about all of it: not running, updating, demo.
import type { ReactNode } from "react";
import { Icon } from "ui/Icon/Icon";
import type { LucideIcon } from "ui/Icon/icons";
import css from "ui/Strip/Strip.module.css";

export interface StripProps {
  kind: "info" | "warn" | "danger" | "quiet";
  icon?: LucideIcon;
  /** Interrupts a screen reader: only for what stops one's work. */
  urgent?: boolean;
  children: ReactNode;
  actions?: ReactNode;
}

export function Strip({ kind, icon, urgent, children, actions }: StripProps) {
  return (
    <div
      className={`${css.strip} ${css[kind]}`}
      role={urgent ? "alert" : "status"}
      data-print="never"
    >
      {icon && <Icon of={icon} />}
      <span className={css.text}>{children}</span>
      {actions}
    </div>
  );
}

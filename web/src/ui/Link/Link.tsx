// A link to a place of the page; its code is loaded as soon as one points at it.
import type { AnchorHTMLAttributes, ReactNode, Ref } from "react";
import { preload } from "app/preload";
import button from "ui/Button/Button.module.css";

export interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> {
  /** From href() of app/router. */
  to: string;
  /** Looks like a button. */
  as?: "text" | "primary" | "plain" | "quiet";
  ref?: Ref<HTMLAnchorElement>;
  children: ReactNode;
}

export function Link({ to, as = "text", children, className, ...rest }: LinkProps) {
  const ready = () => preload(to);
  const looks = as === "text" ? className : `${button.button} ${button[as]} ${className ?? ""}`;
  return (
    <a {...rest} href={to} className={looks} onPointerEnter={ready} onFocus={ready}>
      {children}
    </a>
  );
}

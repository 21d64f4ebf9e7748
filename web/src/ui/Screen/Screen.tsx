// One place of the page: its heading, and the states that every screen shares.
import { type ReactNode, useEffect } from "react";
import css from "ui/Screen/Screen.module.css";

export interface ScreenProps {
  title: string;
  children: ReactNode;
}

export function Screen({ title, children }: ScreenProps) {
  useEffect(() => {
    document.title = `${title} · Kith`;
  }, [title]);
  return (
    <div className={css.screen}>
      <h1 tabIndex={-1}>{title}</h1>
      {children}
    </div>
  );
}

// An icon beside a word. It says nothing by itself; where it stands alone, its button carries the name.
import type { LucideIcon } from "ui/Icon/icons";

export interface IconProps {
  of: LucideIcon;
  size?: number;
}

export function Icon({ of: Shape, size = 18 }: IconProps) {
  return <Shape size={size} strokeWidth={1.75} aria-hidden focusable={false} />;
}

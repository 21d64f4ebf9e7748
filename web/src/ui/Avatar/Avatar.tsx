// A face, or what stands for it: initials on one of twelve hues, a four-leaf tile for a group, a shape when names are masked.
import { useState } from "react";
import { avatarAddress } from "api/surfaces/archive";
import { useSetting } from "app/settings";
import { hueOf } from "lib/color";
import { avatarText } from "lib/names";
import css from "ui/Avatar/Avatar.module.css";

export type AvatarKind = "person" | "group";
export interface AvatarProps {
  id: string;
  name: string;
  src?: string | undefined;
  kind?: AvatarKind;
  size?: 24 | 32 | 40 | 56 | 72;
  /** Its name is written beside it: then it is not read a second time. */
  beside?: boolean;
}

export function Avatar({ id, name, src, kind = "person", size = 40, beside }: AvatarProps) {
  const masked = useSetting("masked");
  const [broken, setBroken] = useState(false);
  const label = beside
    ? { "aria-hidden": true }
    : { role: "img", "aria-label": masked ? "" : name };
  const looks = `${css.avatar} ${css[`s${size}`]} ${css[`hue${hueOf(id)}`]} ${kind === "group" ? css.group : ""}`;
  const url = avatarAddress(src ?? "");
  if (url && !masked && !broken) {
    return (
      <span className={looks} {...label}>
        <img src={url} alt="" loading="lazy" decoding="async" onError={() => setBroken(true)} />
      </span>
    );
  }
  return (
    <span className={looks} {...label}>
      {masked ? null : kind === "group" ? <Leaves /> : avatarText(name)}
    </span>
  );
}

function Leaves() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={css.leaves}>
      <path d="M11 11H7a4 4 0 1 1 4-4Zm2 0V7a4 4 0 1 1 4 4Zm0 2h4a4 4 0 1 1-4 4Zm-2 0v4a4 4 0 1 1-4-4Z" />
    </svg>
  );
}

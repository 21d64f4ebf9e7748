// A provider one has added, as a row: what it is, where it sends, and what one can do with it.
import type { Profile, Provider, Tested } from "api/surfaces/models";
import { baseOf, hasKey, hostOf, isHere, providerName } from "features/settings/profiles";
import { TestButton } from "features/settings/TestButton";
import { useT } from "i18n/index";
import { Button, IconButton } from "ui/Button/Button";
import { Icon } from "ui/Icon/Icon";
import { ArrowUpRight, ChevronDown, ChevronUp, ShieldCheck, Trash2 } from "ui/Icon/icons";
import css from "features/settings/Models.module.css";

export interface ProfileRowProps {
  profile: Profile;
  providers: readonly Provider[];
  first: boolean;
  last: boolean;
  onTest: (signal: AbortSignal) => Promise<Tested>;
  onEdit: () => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

export function ProfileRow(props: ProfileRowProps) {
  const { profile, providers, first, last, onEdit, onMove, onRemove } = props;
  const t = useT();
  const host = hostOf(baseOf(profile, providers));
  const here = isHere(host);
  const name = profile.name || providerName(profile.provider);
  const model = profile.model || providers.find(({ id }) => id === profile.provider)?.model || "";
  return (
    <li className={css.profile} aria-label={name}>
      <div className={css.what}>
        <p className={css.name}>
          <span dir="auto">{name}</span>{" "}
          {first && <em className={css.used}>{t("models.first")}</em>}
        </p>
        <p className={css.facts}>
          <span>{providerName(profile.provider)}</span>
          {model && <span dir="auto">{model}</span>}
          <span>{t(hasKey(profile) ? "models.keySaved" : "models.keyNone")}</span>
        </p>
        <p className={here ? css.here : css.leaves}>
          <Icon of={here ? ShieldCheck : ArrowUpRight} size={14} />
          {here ? t("models.stays") : host || t("models.hostUnknown")}
        </p>
      </div>
      <div className={css.order}>
        <IconButton
          icon={ChevronUp}
          label={t("models.up", { name })}
          disabled={first}
          onClick={() => onMove(-1)}
        />
        <IconButton
          icon={ChevronDown}
          label={t("models.down", { name })}
          disabled={last}
          onClick={() => onMove(1)}
        />
        <IconButton icon={Trash2} label={t("models.remove", { name })} onClick={onRemove} />
      </div>
      <div className={css.actions}>
        <TestButton test={props.onTest} sends={here ? undefined : host} />
        <Button kind="quiet" onClick={onEdit}>
          {t("models.edit")}
        </Button>
      </div>
    </li>
  );
}

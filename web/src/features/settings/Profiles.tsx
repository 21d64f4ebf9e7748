// Who answers: the model inside, or the first of the providers one has added. Each can be tried out, changed, moved and taken out.
import { useState } from "react";
import {
  changeLlm,
  type LlmSettings,
  type ModelsState,
  type Profile,
  testProfile,
} from "api/surfaces/models";
import { ProfileDialog } from "features/settings/ProfileDialog";
import { ProfileRow } from "features/settings/ProfileRow";
import {
  hasKey,
  moved,
  newProfile,
  providerName,
  withoutProfile,
  withProfile,
  withProfiles,
} from "features/settings/profiles";
import { useT } from "i18n/index";
import { Button } from "ui/Button/Button";
import { Plus } from "ui/Icon/icons";
import { Dialog } from "ui/Layer/Dialog";
import { toast } from "ui/Toast/toasts";
import css from "features/settings/Models.module.css";

export interface ProfilesProps {
  settings: LlmSettings;
  state: ModelsState;
  onChange: () => void;
}

interface Editing {
  profile: Profile;
  fresh: boolean;
}

export function Profiles({ settings, state, onChange }: ProfilesProps) {
  const t = useT();
  const [editing, setEditing] = useState<Editing | undefined>(undefined);
  const [removing, setRemoving] = useState<Profile | undefined>(undefined);
  const all = settings.llm_profiles;
  const change = async (edit: (profiles: readonly Profile[]) => Profile[]) => {
    await changeLlm((now) => withProfiles(now, edit(now.llm_profiles)));
    onChange();
  };
  const tried = (edit: Parameters<typeof change>[0]) =>
    void change(edit).catch((error: Error) =>
      toast(t("models.notSaved", { text: error.message }), { kind: "error" }),
    );
  return (
    <section className={css.section} aria-label={t("models.profiles")}>
      <h2>{t("models.profiles")}</h2>
      <p className={css.hint}>
        {t(all.length === 0 ? "models.profilesNone" : "models.profilesMeans")}
      </p>
      {all.length > 0 && (
        <ol className={css.profiles}>
          {all.map((one, i) => (
            <ProfileRow
              key={one.id}
              profile={one}
              providers={state.providers}
              first={i === 0}
              last={i === all.length - 1}
              onTest={(signal) => testProfile(one.id, signal)}
              onEdit={() => setEditing({ profile: one, fresh: false })}
              onMove={(by) => tried((now) => moved(now, one.id, by))}
              onRemove={() => setRemoving(one)}
            />
          ))}
        </ol>
      )}
      <p>
        <Button
          icon={Plus}
          onClick={() => setEditing({ profile: newProfile("deepseek"), fresh: true })}
        >
          {t("models.add")}
        </Button>
      </p>
      {editing && (
        <ProfileDialog
          start={editing.profile}
          fresh={editing.fresh}
          providers={state.providers}
          onSave={(profile) => change((now) => withProfile(now, profile, editing.profile.id))}
          onClose={() => setEditing(undefined)}
        />
      )}
      <Dialog
        open={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        title={t("models.removeTitle", {
          name: removing ? removing.name || providerName(removing.provider) : "",
        })}
        alert
        actions={
          <>
            <Button onClick={() => setRemoving(undefined)}>{t("models.keep")}</Button>
            <Button
              kind="danger"
              onClick={() => {
                const id = removing?.id ?? "";
                setRemoving(undefined);
                tried((now) => withoutProfile(now, id));
              }}
            >
              {t("models.removeNow")}
            </Button>
          </>
        }
      >
        <p>{t(removing && hasKey(removing) ? "models.removeKey" : "models.removeMeans")}</p>
      </Dialog>
    </section>
  );
}

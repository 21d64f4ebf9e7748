// From a file to conversations: where, scan, check, import, done. Every step can be left and taken up again.
import { CheckStep } from "features/imports/CheckStep";
import { DoneStep } from "features/imports/DoneStep";
import { useDraft } from "features/imports/draft";
import { ImportStep } from "features/imports/ImportStep";
import { ScanStep } from "features/imports/ScanStep";
import { Steps } from "features/imports/Steps";
import { WhereStep } from "features/imports/WhereStep";

export interface WizardProps {
  /** The first run also offers the made-up archive, and ends at home. */
  first?: boolean;
}

export function Wizard({ first }: WizardProps) {
  const draft = useDraft();
  const { origin, run } = draft;
  return (
    <div>
      <Steps current={draft.step} />
      {draft.step === "where" && <WhereStep first={first} />}
      {draft.step === "scan" && origin && <ScanStep draft={draft} origin={origin} />}
      {draft.step === "check" && origin && <CheckStep draft={draft} origin={origin} />}
      {draft.step === "import" && run && <ImportStep run={run} />}
      {draft.step === "done" && run && <DoneStep run={run} />}
    </div>
  );
}

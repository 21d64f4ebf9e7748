// What lies over the reader, one at a time: jump to a date, the sheet of a day or month, export. Loaded when it is first needed.
import { lazy, Suspense, useEffect, useRef } from "react";
import type { Entry } from "api/surfaces/kith";
import type { Directory } from "app/people";
import { useLocation } from "app/router";
import { JumpDialog } from "features/chats/JumpDialog";

const Sheets = lazy(() => import("features/chats/Sheets"));
const ExportDialog = lazy(() => import("features/chats/ExportDialog"));

export type ReaderLayer = "jump" | "export" | { sheet: string } | null;

export interface ReaderLayersProps {
  layer: ReaderLayer;
  entry: Entry;
  directory: Directory;
  /** Where one is. */
  day: string;
  /** The first and the last month with messages. */
  first: string;
  last: string;
  onDay: (day: string) => void;
  onMessage: (id: number) => void;
  onClose: () => void;
}

export function ReaderLayers({ layer, ...props }: ReaderLayersProps) {
  const { hash } = useLocation();
  const opened = useRef(hash);
  const { onClose } = props;
  // What lies over a place does not stay when another one is shown.
  useEffect(() => {
    if (opened.current !== hash) onClose();
  }, [hash, onClose]);
  if (layer === "jump") return <JumpDialog {...props} />;
  return (
    <Suspense fallback={null}>
      {layer === "export" && <ExportDialog {...props} chat={props.directory.inChat(props.entry)} />}
      {layer && typeof layer === "object" && (
        <Sheets key={layer.sheet} of={layer.sheet} {...props} />
      )}
    </Suspense>
  );
}

// The model of the open conversation, for components.
import { useQueryClient } from "@tanstack/react-query";
import { useState, useSyncExternalStore } from "react";
import { ApiError } from "api/errors";
import { askOptions, useCancel } from "api/query";
import { chatWindow } from "api/surfaces/kith";
import { ReaderModel, type ReaderState } from "features/chats/model";

const kPage = 100;

export interface Reader extends ReaderState {
  model: ReaderModel;
  /** Ends what is asked for; the error is one of wasCancelled. */
  cancel: () => void;
}

export function useReader(chat: number, zone: string): Reader {
  const client = useQueryClient();
  const [model] = useState(
    () => new ReaderModel((at) => client.fetchQuery(askOptions(chatWindow(chat, at, kPage))), zone),
  );
  const windows = chatWindow(chat).address.split("?")[0]!;
  const cancel = useCancel((key) => String(key[2]).startsWith(windows));
  return { ...useSyncExternalStore(model.subscribe, model.get, model.get), model, cancel };
}

/** The message is not in this conversation (any more). */
export const isGone = (error: Error | null): boolean =>
  error instanceof ApiError && error.status === 404;

// How many chats fit beside each other in this window.
import { useSyncExternalStore } from "react";

const kWidths = ["(min-width: 640px)", "(min-width: 1200px)", "(min-width: 1600px)"];
const media = kWidths.map((query) => matchMedia(query));

function subscribe(listener: () => void) {
  for (const one of media) one.addEventListener("change", listener);
  return () => media.forEach((one) => one.removeEventListener("change", listener));
}
const fitting = () => 1 + media.filter((one) => one.matches).length;

/** 1 on a phone, 2 to 4 on wider windows. */
export const useColumns = (): number => useSyncExternalStore(subscribe, fitting, fitting);

// For tests: channels of several tabs in one process. Like the real ones they do not hear themselves.
import type { Channel } from "api/leader";

export class Bus {
  private readonly channels = new Map<
    object,
    { name: string; listeners: Set<(event: MessageEvent) => void> }
  >();

  readonly open = (name: string): Channel => {
    const mine = { name, listeners: new Set<(event: MessageEvent) => void>() };
    const handle: Channel = {
      postMessage: (data) => {
        for (const [other, { name: at, listeners }] of this.channels)
          if (other !== handle && at === name)
            for (const listener of listeners)
              listener({ data: structuredClone(data) } as MessageEvent);
      },
      addEventListener: (_, listener, options) => {
        mine.listeners.add(listener);
        options?.signal?.addEventListener("abort", () => mine.listeners.delete(listener));
      },
      close: () => void this.channels.delete(handle),
    };
    this.channels.set(handle, mine);
    return handle;
  };
}

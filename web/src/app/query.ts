// The cache of server answers. Archive data stay until the archive's generation changes.
import { QueryClient } from "@tanstack/react-query";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Infinity, gcTime: 5 * 60_000, refetchOnWindowFocus: false, retry: false },
    mutations: { retry: false },
  },
});

// The one cache of server answers of the page.
import { createQueryClient } from "api/query";

export const queryClient = createQueryClient();

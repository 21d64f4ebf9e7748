// Staying with a job until it is over: its bar on a terminal, cancelled by Ctrl-C.
#pragma once

#include "app/cli/door.h"
#include "app/cli/terminal.h"

namespace kith::app::cli {

// How it ended. When the console's stop is requested the job is cancelled, and its end is still
// waited for, so that nothing of it is left. Throws what the door throws.
core::JobInfo follow(Door& door, core::JobInfo job, Console& console);

}  // namespace kith::app::cli

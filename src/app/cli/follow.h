// Staying with a job until it is over: its bar on a terminal, cancelled by Ctrl-C.
#pragma once

#include "app/cli/door.h"
#include "app/cli/terminal.h"

namespace kith::app::cli {

// How it ended. When the user asks to stop, the job is cancelled, and its end is still waited for,
// so that nothing of it is left. A shutdown leaves it half done, to go on at the next start. Throws
// what the door throws, and Error{cancelled} for a shutdown.
core::JobInfo follow(Door& door, core::JobInfo job, Console& console);

}  // namespace kith::app::cli

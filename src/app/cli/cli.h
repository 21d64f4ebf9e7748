// The command line: kith serve | import | demo | doctor | people | search | show | models |
// version.
#pragma once

namespace kith::app {

// Exit code: 0 done, 1 an error was told, 2 wrong arguments.
int command_line(int argc, char** argv);

}  // namespace kith::app

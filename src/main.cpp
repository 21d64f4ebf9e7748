// The program: everything is in app/.
#include "app/cli/cli.h"

int main(int argc, char** argv) {
    return kith::app::command_line(argc, argv);
}

// kith forget-pin: the way back for an owner who no longer knows the PIN of the screen lock.
#include "app/cli/commands.h"
#include "app/cli/door.h"

namespace kith::app::cli {

ExitCode forget_pin(const Settings& settings, Console& console) {
    const auto& say = console.texts;
    Door door{settings, Missing::refuse, console.stop};
    require(door.app() != nullptr, Errc::conflict, say(Text::pin_served, door.server()), kTold);
    const bool was_set = door.app()->screen_lock().forget();
    console.out.stream << say(was_set ? Text::pin_forgotten : Text::pin_none) << '\n';
    return ExitCode::done;
}

}  // namespace kith::app::cli

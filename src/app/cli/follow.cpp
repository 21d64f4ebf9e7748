// See follow.h.
#include "app/cli/follow.h"

#include <algorithm>

namespace kith::app::cli {
namespace {

constexpr std::chrono::milliseconds kFirstLook{10};
constexpr std::chrono::milliseconds kLookEvery{200};

}  // namespace

core::JobInfo follow(Door& door, core::JobInfo job, Console& console) {
    ProgressLine line{console};
    const auto path = "/api/kith/jobs/" + std::to_string(job.id);
    bool cancelled = false;
    for (auto pause = kFirstLook; !core::is_over(job.state);
         pause = std::min(pause * 2, kLookEvery)) {
        if (!cancelled && console.stop.wait_for(pause)) {
            line.clear();
            // The system goes down: what is half done stays, to go on at the next start.
            if (console.stop.reason() == StopReason::shutdown) console.stop.check();
            cancelled = true;
            console.err.stream << console.texts(Text::cancelling) << '\n' << std::flush;
            try {
                door.post(path + "/cancel", "{}", Stop{});
            } catch (const Error& error) {
                if (error.code() != Errc::conflict) throw;  // it was just over
            }
        } else if (cancelled) {
            Stop{}.wait_for(pause);
        }
        job = door.get<core::JobInfo>(path, Stop{});
        if (!core::is_over(job.state) && !cancelled) line.show(job);
    }
    return job;
}

}  // namespace kith::app::cli

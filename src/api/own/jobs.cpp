// X11: the pulse of the program as a stream of events, and control of its jobs.
#include "api/own/own.h"

#include <charconv>

namespace kith::api::own {
namespace {

constexpr std::chrono::seconds kPatience{30};  // between looks; the server sends comments meanwhile

struct Listed {
    std::vector<core::JobInfo> jobs;
};
BOOST_DESCRIBE_STRUCT(Listed, (), (jobs))

std::uint64_t number_of(std::string_view text, std::uint64_t fallback) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? number : fallback;
}

// A new reader starts with what happens from now on; one that comes back with what it missed.
void pulse(const http::Call& call, http::EventStream& out, core::Events& events) {
    auto last = number_of(call.header("Last-Event-ID"), events.latest());
    out.open();
    for (;;) {
        call.stop().check();
        for (const auto& event : events.next(last, kPatience, call.stop())) {
            out.send(event.data, {.name = event.name, .id = std::to_string(event.id)});
            last = event.id;
        }
    }
}

core::JobInfo control(core::Jobs& jobs, const http::Call& call,
                      bool (core::Jobs::*change)(std::int64_t)) {
    const auto id = static_cast<std::int64_t>(number_of(call.path("id"), 0));
    const auto found = jobs.find(id);
    require(found.has_value(), Errc::not_found, "no such job");
    require((jobs.*change)(id), Errc::conflict, "this job is over");
    return *jobs.find(id);
}

}  // namespace

void job_routes(http::Routes on, core::Jobs& jobs, core::Events& events) {
    on.stream("GET", "/api/kith/events", [&events](http::Call& call, http::EventStream& out) {
          pulse(call, out, events);
      }).summary("X11 Events: job, archive, live; goes on after Last-Event-ID");
    on.get("/api/kith/jobs", [&jobs](http::Call&) {
          return Listed{jobs.list()};
      }).summary("X11 Jobs, newest first");
    on.get("/api/kith/jobs/{id}", [&jobs](http::Call& call) {
          auto found = jobs.find(static_cast<std::int64_t>(number_of(call.path("id"), 0)));
          require(found.has_value(), Errc::not_found, "no such job");
          return *found;
      }).summary("X11 One job");
    on.post("/api/kith/jobs/{id}/cancel", [&jobs](http::Call& call) {
          return control(jobs, call, &core::Jobs::cancel);
      }).summary("X11 Cancel a job");
    on.post("/api/kith/jobs/{id}/pause", [&jobs](http::Call& call) {
          return control(jobs, call, &core::Jobs::pause);
      }).summary("X11 Pause a job");
    on.post("/api/kith/jobs/{id}/resume", [&jobs](http::Call& call) {
          return control(jobs, call, &core::Jobs::resume);
      }).summary("X11 Let a paused job go on");
}

}  // namespace kith::api::own

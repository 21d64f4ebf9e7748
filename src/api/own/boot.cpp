// X01: everything the page needs for its first paint.
#include <algorithm>

#include "api/own/own.h"
#include "core/models/egress.h"
#include "core/models/models.h"

namespace kith::api::own {
namespace {

struct Self {
    std::string id, name, avatar;
};
BOOST_DESCRIBE_STRUCT(Self, (), (id, name, avatar))

struct Auth {
    bool required{};
};
BOOST_DESCRIBE_STRUCT(Auth, (), (required))

struct ArchiveState {
    std::string state;  // none, loading, ready
    std::uint64_t generation{};
    std::int64_t people{}, groups{};
    std::uint64_t messages{};
    std::int64_t first{}, last{};  // Unix seconds, 0 = none
    std::optional<core::JobInfo> progress;
};
BOOST_DESCRIBE_STRUCT(ArchiveState, (),
                      (state, generation, people, groups, messages, first, last, progress))

struct Model {
    std::string id, name, provider;
    bool local{}, ready{};
};
BOOST_DESCRIBE_STRUCT(Model, (), (id, name, provider, local, ready))

struct Egress {
    bool sealed{};
    std::int64_t calls{}, bytes{};
};
BOOST_DESCRIBE_STRUCT(Egress, (), (sealed, calls, bytes))

struct Prefs {
    std::string timezone, language;
};
BOOST_DESCRIBE_STRUCT(Prefs, (), (timezone, language))

struct Boot {
    std::string version, mode, lang, timezone;
    std::optional<Self> self;
    Auth auth;
    core::LockSettings lock;
    ArchiveState archive;
    Model model;
    Egress egress;
    std::vector<core::JobInfo> jobs;
    Prefs prefs;
    std::string folder;
};
BOOST_DESCRIBE_STRUCT(Boot, (),
                      (version, mode, lang, timezone, self, auth, lock, archive, model, egress,
                       jobs, prefs, folder))

// All that a page may know while it is locked.
struct LockedBoot {
    std::string version, mode;
    Auth auth;
    core::LockSettings lock;
};
BOOST_DESCRIBE_STRUCT(LockedBoot, (), (version, mode, auth, lock))

// O(chats): the ends of each chat.
ArchiveState state_of(const store::Snapshot& snapshot, const core::Archive& archive) {
    ArchiveState state;
    state.generation = snapshot.generation;
    state.messages = snapshot.messages;
    for (const auto& chat : snapshot.chats) {
        (chat.info->kind == store::ChatKind::group ? state.groups : state.people) += 1;
        if (chat.rows == nullptr || chat.rows->chunks.empty()) continue;
        const auto oldest = chat.rows->chunks.front()->columns();
        const auto newest = chat.rows->chunks.back()->columns();
        if (oldest.size == 0 || newest.size == 0) continue;
        const std::int64_t first = oldest.time[0];
        state.first = state.first == 0 ? first : std::min(state.first, first);
        state.last = std::max<std::int64_t>(state.last, newest.time[newest.size - 1]);
    }
    state.state = archive.ready() ? "ready" : "none";
    return state;
}

std::optional<Self> self_of(const store::Snapshot& snapshot) {
    for (const auto& person : snapshot.people)
        if ((person->flags & store::kSelf) != 0)
            return Self{person->key, store::display_name(*person), person->avatar};
    return std::nullopt;
}

Model model_of(const core::Standing& standing) {
    return {standing.id, standing.name, standing.provider, standing.local, standing.ready};
}

Boot boot(const Parts& parts) {
    const auto snapshot = parts.store.snapshot();
    Boot answer;
    answer.version = parts.host.version;
    answer.mode = parts.host.mode;
    answer.lang = parts.host.language;
    answer.timezone = parts.host.timezone;
    answer.self = self_of(*snapshot);
    answer.lock = parts.lock.settings();
    answer.archive = state_of(*snapshot, parts.archive);
    answer.model = model_of(parts.models.chat_standing());
    const auto left = parts.egress.totals();
    answer.egress = {!parts.host.remote_avatars && !parts.models.reaches_out(), left.calls,
                     left.bytes};
    answer.prefs = {parts.host.timezone, parts.host.language};
    answer.folder = parts.host.data.string();
    for (auto& job : parts.jobs.list()) {
        if (core::is_over(job.state)) continue;
        if (job.kind == "import" && !answer.archive.progress) {
            answer.archive.progress = job;
            if (snapshot->messages == 0) answer.archive.state = "loading";
        }
        answer.jobs.push_back(std::move(job));
    }
    return answer;
}

}  // namespace

std::string boot_json(const Parts& parts) {
    const auto lock = parts.lock.settings();
    if (lock.enabled && lock.lock_on_startup)
        return json::write(LockedBoot{parts.host.version, parts.host.mode, {}, lock});
    return json::write(boot(parts));
}

void boot_routes(http::Routes on, const Parts& parts) {
    on.get("/api/kith/boot", [parts](http::Call&) {
          return boot(parts);
      }).summary("X01 State of the program and its archive");
}

}  // namespace kith::api::own

// W116 W117 W120: what this program is, attach an archive, pick a folder.
#include <algorithm>

#include "api/welink/analysis.h"
#include "api/welink/welink.h"

namespace kith::api::welink {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kDemoYears = 10;
constexpr std::int64_t kYearSeconds = 366LL * 86'400;
constexpr std::size_t kFolderEntries = 2'000;

struct SelfInfo {
    std::string wxid, avatar_url, nickname;
};
BOOST_DESCRIBE_STRUCT(SelfInfo, (), (wxid, avatar_url, nickname))

struct Info {
    bool app_mode{}, needs_setup{}, ready{};
    std::string version, platform, data_dir, reason;
    std::vector<std::string> probed_paths;
    bool can_demo{};
    std::optional<SelfInfo> self_info;
};
BOOST_DESCRIBE_STRUCT(Info, (),
                      (app_mode, needs_setup, ready, version, platform, data_dir, reason,
                       probed_paths, can_demo, self_info))

struct SetupBody {
    std::string data_dir, log_dir;
    std::int64_t default_init_from{}, default_init_to{};
};
BOOST_DESCRIBE_STRUCT(SetupBody, (), (data_dir, log_dir, default_init_from, default_init_to))

struct SetupAnswer {
    std::string status;
    std::vector<std::string> warnings;
};
BOOST_DESCRIBE_STRUCT(SetupAnswer, (), (status, warnings))

struct FolderEntry {
    std::string name, path;
    bool is_folder{};
    std::string format;  // what an archive here would be read as, "" = nothing known
};
BOOST_DESCRIBE_STRUCT(FolderEntry, (), (name, path, is_folder, format))

// A listing instead of the native dialog, which a server does not have.
struct Browsed {
    std::string path, parent;
    std::vector<FolderEntry> entries;
    bool truncated{};
};
BOOST_DESCRIBE_STRUCT(Browsed, (), (path, parent, entries, truncated))

std::optional<SelfInfo> self_of(const store::Snapshot& snapshot) {
    for (const auto& person : snapshot.people)
        if ((person->flags & store::kSelf) != 0)
            return SelfInfo{person->key, person->avatar, person->nick};
    return std::nullopt;
}

Info info(const Parts& parts) {
    const auto attached = parts.archive.attached();
    Info answer;
    answer.ready = parts.archive.ready();
    answer.needs_setup = !answer.ready;
    answer.version = parts.host.version;
    answer.platform = "linux";
    answer.data_dir = attached.folder;
    answer.reason = attached.failure;
    answer.probed_paths = parts.host.probed;
    answer.can_demo = true;
    answer.self_info = self_of(*parts.store.snapshot());
    return answer;
}

bool blank(const std::string& text) {
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

SetupAnswer setup(const Parts& parts, const SetupBody& body) {
    if (blank(body.data_dir)) {
        parts.archive.attach_demo(core::Counting::waits);
        parts.analysis.init({0, unix_seconds(parts.clock.now()) + kDemoYears * kYearSeconds});
        return {"ok", {}};
    }
    SetupAnswer answer{"ok", parts.archive.attach(fs::path{body.data_dir}, core::Counting::waits)};
    if (body.default_init_from != 0 || body.default_init_to != 0)
        parts.analysis.init({body.default_init_from, body.default_init_to});
    return answer;
}

Browsed browse(const fs::path& wanted) {
    require(wanted.native().find('\0') == std::string::npos, Errc::invalid,
            "path: expected the name of a folder");
    std::error_code problem;
    const auto folder = fs::canonical(wanted, problem);
    require(!problem && fs::is_directory(folder, problem), Errc::invalid,
            "there is no folder " + wanted.string());
    Browsed answer{folder.string(), folder.parent_path().string(), {}, false};
    fs::directory_iterator entries{folder, problem};
    require(!problem, Errc::invalid, "this folder cannot be read: " + folder.string());
    for (const auto& entry : entries) {
        const auto name = entry.path().filename().string();
        if (name.starts_with('.')) continue;
        if (answer.entries.size() == kFolderEntries) {
            answer.truncated = true;
            break;
        }
        const bool is_folder = entry.is_directory(problem);
        FolderEntry shown{name, entry.path().string(), is_folder, {}};
        if (is_folder && fs::exists(entry.path() / "contact" / "contact.db", problem))
            shown.format = "wechat";
        answer.entries.push_back(std::move(shown));
    }
    std::ranges::sort(answer.entries, [](const FolderEntry& a, const FolderEntry& b) {
        return a.is_folder != b.is_folder ? a.is_folder : a.name < b.name;
    });
    return answer;
}

}  // namespace

void app_routes(http::Routes open, const Parts& parts) {
    open.get("/api/app/info", [parts](http::Call&) { return info(parts); })
        .summary("W116 Version, mode, and whether an archive is attached");

    open.slow()
        .post<SetupBody>(
            "/api/app/setup",
            [parts](http::Call& call) {
                return setup(parts, json::read<SetupBody>(call.body_text(),
                                                          {.keys = json::Keys::any_case,
                                                           .trailing = json::Trailing::ignored}));
            })
        .summary("W117 Attach an archive; an empty folder means the demo archive");

    open.get("/api/app/browse",
             [home = parts.host.home](http::Call& call) {
                 const auto wanted = call.query_or("path", "");
                 return browse(wanted.empty() ? home : fs::path{wanted});
             })
        .describe({.summary = "W120 Folders of this machine, to pick an archive",
                   .query = {{"path", "folder to list, default: home"}, {"prompt", "ignored"}}});
}

}  // namespace kith::api::welink

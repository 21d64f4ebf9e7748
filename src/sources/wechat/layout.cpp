// See layout.h.
#include "sources/wechat/layout.h"

#include <algorithm>
#include <system_error>

#include "base/error.h"
#include "db/db.h"
#include "sources/files.h"

namespace kith::sources::wechat {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kSqliteMagic{"SQLite format 3\0", 16};
constexpr double kByName = 0.98, kByContent = 0.9, kIncomplete = 0.4;

enum class Holds { nothing, contacts, messages };

bool has(std::string_view text, std::string_view word) {
    return text.find(word) != std::string_view::npos;
}

// Databases that a decryptor leaves beside the archive and that are not part of it.
bool is_neighbour(const std::string& name) {
    return has(name, "fts") || has(name, "resource") || name.starts_with("biz_");
}

Holds look_into(const fs::path& file) {
    if (head_of(file, kSqliteMagic.size()) != kSqliteMagic) return Holds::nothing;
    try {
        auto on = db::Connection::open_foreign(file);
        auto tables = on.prepare(
            "select count(*) filter (where lower(name) = 'contact'), "
            "count(*) filter (where name like 'Msg\\_%' escape '\\' and length(name) = 36), "
            "count(*) filter (where name = 'Name2Id') from sqlite_master where type = 'table'");
        if (!tables.step()) return Holds::nothing;
        if (tables.integer(1) > 0 && tables.integer(2) > 0) return Holds::messages;
        if (tables.integer(0) == 0) return Holds::nothing;
        on.prepare("select username from contact limit 0");
        return Holds::contacts;
    } catch (const Error&) {
        return Holds::nothing;
    }
}

bool is_file(const fs::path& path) {
    std::error_code failed;
    return fs::is_regular_file(path, failed);
}

bool is_folder(const fs::path& path) {
    std::error_code failed;
    return fs::is_directory(path, failed);
}

Layout by_name(const fs::path& root) {
    Layout found;
    if (const auto contacts = root / "contact" / "contact.db"; is_file(contacts)) {
        found.contacts = contacts;
    }
    const auto folder = root / "message";
    found.message_folder = is_folder(folder);
    if (!found.message_folder) return found;
    std::error_code failed;
    for (fs::directory_iterator at{folder, failed}; !failed && at != fs::directory_iterator{};
         at.increment(failed)) {
        const auto name = text_of(at->path().filename());
        if (is_shard_name(name)) found.shards.push_back({at->path(), "message/" + name});
    }
    if (failed) found.problem = "message: the folder cannot be read: " + failed.message();
    std::ranges::sort(found.shards, {}, &ShardFile::part);
    return found;
}

Layout by_content(const fs::path& root, const Stop& stop) {
    Layout found;
    std::size_t probes = 0;
    for (const auto& file : walk(root, stop)) {
        if (is_neighbour(text_of(file.filename()))) continue;
        if (probes >= kProbeLimit) break;
        stop.check();
        const auto holds = look_into(file);
        if (holds != Holds::nothing) ++probes;
        if (holds == Holds::contacts && found.contacts.empty()) found.contacts = file;
        if (holds != Holds::messages) continue;
        found.shards.push_back({file, text_of(file.lexically_relative(root))});
        found.message_folder = true;
    }
    return found;
}

double confidence_of(const Layout& layout, double when_complete) {
    if (!layout.contacts.empty() && !layout.shards.empty()) return when_complete;
    return layout.contacts.empty() && layout.shards.empty() ? 0 : kIncomplete;
}

// Names promise an archive; one file that keeps the promise is enough.
bool keeps_promise(const Layout& layout) {
    if (!layout.contacts.empty() && look_into(layout.contacts) == Holds::contacts) return true;
    return std::ranges::any_of(layout.shards, [](const ShardFile& shard) {
        return look_into(shard.path) == Holds::messages;
    });
}

Found in_folder(const fs::path& folder, const Stop& stop) {
    std::vector<fs::path> roots{folder};
    for (const auto& file : walk(folder, stop)) {
        const auto parent = file.parent_path();
        if (parent.filename() != "contact" && parent.filename() != "message") continue;
        if (roots.back() != parent.parent_path()) roots.push_back(parent.parent_path());
    }
    Found best;
    for (const auto& root : roots) {
        stop.check();
        const auto layout = by_name(root);
        const double confidence = confidence_of(layout, kByName);
        if (confidence > best.confidence && keeps_promise(layout)) best = {root, confidence};
    }
    if (best.confidence > kIncomplete) return best;
    const double confidence = confidence_of(by_content(folder, stop), kByContent);
    if (confidence > best.confidence) best = {folder, confidence};
    return best;
}

}  // namespace

bool is_shard_name(const std::string& name) {
    return name.starts_with("message_") && name.ends_with(".db") && !has(name, "fts") &&
           !has(name, "resource");
}

Layout find_layout(const fs::path& root, const Stop& stop) {
    auto layout = by_name(root);
    if (layout.contacts.empty() && layout.shards.empty()) {
        auto other = by_content(root, stop);
        other.message_folder = other.message_folder || layout.message_folder;
        layout = std::move(other);
    }
    return layout;
}

Found find_archive(const fs::path& path, const Stop& stop) {
    if (is_folder(path)) return in_folder(path, stop);
    if (is_neighbour(text_of(path.filename())) || look_into(path) == Holds::nothing) return {};
    // A file of an archive stands for the archive: it lies in contact/ or message/, or beside the
    // others.
    const auto folder = fs::absolute(path).parent_path();
    for (const auto& root : {folder.parent_path(), folder}) {
        const auto layout = by_name(root);
        if (const double sure = confidence_of(layout, kByName); sure > kIncomplete) {
            return {root, sure};
        }
    }
    const double sure = confidence_of(by_content(folder, stop), kByContent);
    return sure > 0 ? Found{folder, sure} : Found{};
}

}  // namespace kith::sources::wechat

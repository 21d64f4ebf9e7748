// W004: health of archive, index, models and disk in one answer.
#include "api/welink/analysis.h"
#include "api/welink/probes.h"
#include "api/welink/welink.h"

#include <fmt/format.h>
#include <unistd.h>

namespace kith::api::welink {
namespace {

namespace fs = std::filesystem;

struct DataDir {
    std::string status, path, message;
    json::OmitDefault<std::vector<std::string>> warnings;
};
BOOST_DESCRIBE_STRUCT(DataDir, (), (status, path, message, warnings))

struct Index {
    std::string status;
    bool is_initialized{}, is_indexing{};
    std::int64_t total_cached{};
    json::OmitDefault<std::string> last_error;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(Index, (),
                      (status, is_initialized, is_indexing, total_cached, last_error, message))

struct Disk {
    std::string status, ai_analysis_db_path;
    std::int64_t ai_analysis_db_size{};
    std::string avatar_cache_dir;
    std::int64_t avatar_cache_size{}, avatar_cache_file_count{};
    std::string message;
};
BOOST_DESCRIBE_STRUCT(Disk, (),
                      (status, ai_analysis_db_path, ai_analysis_db_size, avatar_cache_dir,
                       avatar_cache_size, avatar_cache_file_count, message))

struct Diagnostics {
    std::string generated_at;
    DataDir data_dir;
    Index index;
    std::vector<ProfileHealth> llm_profiles;
    Disk disk;
};
BOOST_DESCRIBE_STRUCT(Diagnostics, (), (generated_at, data_dir, index, llm_profiles, disk))

// "1.0 MB", 1024 units.
std::string shown_size(std::int64_t bytes) {
    const auto value = static_cast<double>(bytes);
    if (bytes < 1024) return fmt::format("{} B", bytes);
    if (bytes < 1024 * 1024) return fmt::format("{:.1f} KB", value / 1024);
    if (bytes < 1024LL * 1024 * 1024) return fmt::format("{:.1f} MB", value / 1024 / 1024);
    return fmt::format("{:.2f} GB", value / 1024 / 1024 / 1024);
}

// A folder in the shape of a decrypted WeChat archive: which parts are missing or unreadable?
DataDir check_wechat(const fs::path& folder, DataDir answer) {
    std::error_code ignored;
    answer.status = "error";
    const auto contacts = folder / "contact" / "contact.db";
    if (!fs::exists(contacts, ignored)) {
        answer.message = "找不到 " + contacts.string();
    } else if (!fs::is_directory(folder / "message", ignored)) {
        answer.message = "找不到 " + (folder / "message").string() + " 目录";
    } else if (core::count_databases(folder, "wechat") == 0) {
        answer.message = "message 目录中没有 message_*.db";
    } else {
        // Originals are only ever read, so what counts is that they can be.
        std::string names;
        for (const auto& entry : fs::recursive_directory_iterator{folder, ignored})
            if (entry.path().extension() == ".db" && ::access(entry.path().c_str(), R_OK) != 0)
                names += (names.empty() ? "" : ", ") + entry.path().filename().string();
        answer.status = names.empty() ? "ok" : "warn";
        answer.message = names.empty() ? "数据目录健康" : "部分文件无法读取";
        if (!names.empty()) answer.warnings.value.push_back(names);
    }
    return answer;
}

DataDir check_data(const core::Archive& archive, const store::Store& store) {
    const auto attached = archive.attached();
    DataDir answer;
    answer.path = attached.folder;
    if (!attached.failure.empty()) {
        answer.status = "error";
        answer.message = attached.failure;
        return answer;
    }
    if (attached.folder.empty()) {
        const bool imported = !store.snapshot()->people.empty();
        answer.status = imported ? "ok" : "error";
        answer.message = imported ? "数据目录健康" : "未配置数据目录";
        return answer;
    }
    if (attached.format == "wechat") return check_wechat(attached.folder, std::move(answer));
    std::error_code ignored;
    const bool there = fs::exists(attached.folder, ignored);
    answer.status = there ? "ok" : "error";
    answer.message = there ? "数据目录健康" : "找不到 " + attached.folder;
    return answer;
}

Index check_index(const core::Archive& archive, const Analysis& analysis) {
    Index answer;
    if (!archive.ready()) {
        answer.status = "error";
        answer.message = "服务未就绪";
        return answer;
    }
    const auto status = analysis.status();
    answer.is_initialized = status.is_initialized;
    answer.is_indexing = status.is_indexing;
    answer.total_cached = status.total_cached;
    answer.last_error = status.last_error;
    if (status.is_indexing) {
        answer.status = "warn";
        answer.message = "正在建立索引";
    } else if (!status.is_initialized) {
        const bool failed = !status.last_error.value.empty();
        answer.status = failed ? "error" : "warn";
        answer.message = failed ? "索引失败" : "尚未开始索引";
    } else {
        answer.status = "ok";
        answer.message = fmt::format("索引就绪，缓存 {} 个联系人", status.total_cached);
    }
    return answer;
}

Disk check_disk(const store::Store& store, const fs::path& avatars) {
    Disk answer;
    answer.status = "ok";
    answer.ai_analysis_db_path = store.file().string();
    answer.ai_analysis_db_size = store.stats().file_bytes;
    answer.avatar_cache_dir = avatars.string();
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator{avatars, ignored}) {
        const auto size = entry.file_size(ignored);
        if (ignored) continue;
        answer.avatar_cache_size += static_cast<std::int64_t>(size);
        ++answer.avatar_cache_file_count;
    }
    answer.message =
        fmt::format("数据库 {}，头像缓存 {} 个文件 / {}", shown_size(answer.ai_analysis_db_size),
                    answer.avatar_cache_file_count, shown_size(answer.avatar_cache_size));
    return answer;
}

}  // namespace

void diagnostics_routes(http::Routes open, const Parts& parts) {
    open.slow()
        .get("/api/diagnostics",
             [&archive = parts.archive, &analysis = parts.analysis, &store = parts.store,
              &clock = parts.clock, &models = parts.models,
              avatars = parts.host.avatar_cache](http::Call& call) {
                 Diagnostics answer;
                 answer.generated_at = analysis.params().zone.rfc3339(unix_seconds(clock.now()));
                 answer.data_dir = check_data(archive, store);
                 answer.index = check_index(archive, analysis);
                 answer.llm_profiles = probe_profiles(models, call.stop());
                 answer.disk = check_disk(store, avatars);
                 return answer;
             })
        .summary("W004 Health of archive, index, models and disk");
}

}  // namespace kith::api::welink

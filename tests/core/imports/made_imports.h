// A store, jobs and imports in a temporary folder, and small ChatLab exports to bring in.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "base/error.h"
#include "core/imports/imports.h"

namespace kith::core {

struct TempFolder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("kith_core_" + hex(random_bytes(6)));
    TempFolder() { std::filesystem::create_directories(path); }
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
};

// The program's core on one folder; made again on the same folder it is a restart.
struct MadeCore {
    explicit MadeCore(const std::filesystem::path& folder)
        : store{store::Store::open({.file = folder / "kith.db", .key = {}}, clock)},
          imports{*store, jobs, clock, "Asia/Shanghai", folder / "temp"} {}
    ~MadeCore() { jobs.shutdown(); }

    ImportView done(const JobInfo& job) {
        const auto over = jobs.wait(job.id, Stop{});
        EXPECT_EQ(over.state, JobState::done) << over.error;
        return imports.find(over.subject).value_or(ImportView{});
    }
    ImportView bring(const std::filesystem::path& path, const std::string& me = {}) {
        return done(imports.start(ImportRequest{{path}, me, {}, Counting::starts}));
    }

    FixedClock clock{from_seconds(1'795'233'600)};
    Events events;
    std::unique_ptr<store::Store> store;
    Jobs jobs{clock, events};
    Imports imports;
};

struct Said {
    std::string sender;
    std::int64_t time{};
    std::string text;
    std::int64_t id{};  // 0 = the export has none
};

// One conversation of amei and me1 (林). `owner`: who the export says the owner is, "" = nobody.
inline std::filesystem::path write_chat(const std::filesystem::path& file,
                                        const std::vector<Said>& said,
                                        std::string_view owner = "me1",
                                        std::string_view title = "阿梅") {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream out{file};
    out << R"({"_type":"header","chatlab":{"version":"0.0.2"},"meta":{"name":")" << title
        << R"(","platform":"wechat","type":"private")";
    if (!owner.empty()) out << R"(,"ownerId":")" << owner << '"';
    out << "}}\n"
        << R"({"_type":"member","platformId":"me1","accountName":"林"})" << "\n"
        << R"({"_type":"member","platformId":"amei","accountName":"阿梅"})" << "\n";
    for (const auto& one : said) {
        out << R"({"_type":"message","sender":")" << one.sender << R"(","timestamp":)" << one.time
            << R"(,"type":0,"content":")" << one.text << '"';
        if (one.id != 0) out << R"(,"platformMessageId":")" << one.id << '"';
        out << "}\n";
    }
    return file;
}

inline std::vector<Said> small_talk() {
    return {{"me1", 1'709'640'000, "周末去哪儿", 71},
            {"amei", 1'709'640'060, "我们去爬山吧", 72},
            {"me1", 1'709'640'120, "好啊 100% 去", 73}};
}

inline std::string reason_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return std::string{name_of(error.code())} + " " + error.reason();
    }
    return "nothing thrown";
}

}  // namespace kith::core

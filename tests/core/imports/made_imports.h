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
#include "sources/source.h"

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

inline constexpr std::int64_t kNoon = 1'795'233'600;  // 2026-11-21 12:00 at +08:00

// The program's core on one folder; made again on the same folder it is a restart.
struct MadeCore {
    explicit MadeCore(const std::filesystem::path& folder, std::int64_t now = kNoon)
        : clock{from_seconds(now)},
          store{store::Store::open({.file = folder / "kith.db", .key = {}}, clock)},
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

    FixedClock clock;
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

// A source as a test wants it: one message a second in each chat, said by its peer.
class MadeSource final : public sources::Source {
  public:
    struct Plan {
        std::vector<std::int64_t> chats{3};  // messages of each
        // Before a chat is read; may wait or throw.
        std::function<void(std::size_t chat, const Stop& stop)> reads;
        std::string account = "me1";
    };
    explicit MadeSource(Plan plan) : plan_{std::move(plan)} {
        overview_.format = overview_.network = "made";
        overview_.account = plan_.account;
        overview_.files = 1;
        people_.push_back({.key = plan_.account, .nick = "林", .is_self = true});
        for (std::size_t i = 0; i < plan_.chats.size(); ++i) {
            const auto key = "p" + std::to_string(i);
            people_.push_back({.key = key, .nick = "阿梅 " + key, .is_friend = true});
            chats_.push_back({.key = key,
                              .peer = static_cast<std::uint32_t>(i + 1),
                              .messages = plan_.chats[i]});
            overview_.messages += plan_.chats[i];
        }
    }
    const sources::Overview& overview() const override { return overview_; }
    const std::vector<sources::Person>& people() const override { return people_; }
    const std::vector<sources::Chat>& chats() const override { return chats_; }
    sources::Person person(std::uint32_t index) const override { return people_.at(index); }
    void read(std::size_t chat, sources::Sink& sink, const Stop& stop) override {
        if (plan_.reads) plan_.reads(chat, stop);
        stop.check();
        std::vector<sources::Message> rows;
        for (std::int64_t i = 0; i < plan_.chats[chat]; ++i) {
            sources::Message row;
            row.time = (1'709'640'000 + i) * 1000;
            row.sender = static_cast<std::uint32_t>(chat + 1);
            row.raw_type = 1;
            row.source_key = static_cast<std::int64_t>(chat) * 1'000'000 + i + 1;
            row.text = "句子 " + std::to_string(i);
            rows.push_back(std::move(row));
        }
        sink.rows(std::move(rows));
        sink.skipped("bad_time", "row 7");
        sink.mark({.part = chats_[chat].key, .size = 1, .modified = 1, .last = 1, .last_key = 1});
    }
    std::vector<std::string> warnings() const override { return {"made.db: half of it"}; }

  private:
    Plan plan_;
    sources::Overview overview_;
    std::vector<sources::Person> people_;
    std::vector<sources::Chat> chats_;
};

inline Imports::Make making(MadeSource::Plan plan) {
    return [plan] { return std::make_unique<MadeSource>(plan); };
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

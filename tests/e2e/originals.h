// Originals for tests of the whole program, what must not change about them, and what must hold of
// a data folder whatever happened to it.
#pragma once

#include <cstdlib>
#include <fstream>
#include <map>
#include <random>

#include "base/crypto.h"
#include "tests/e2e/program.h"
#include "tests/support/wechat_archive.h"

namespace kith::test {

namespace fs = std::filesystem;

// How often tests with chance in them are repeated; KITH_TEST_ROUNDS=N for the long run.
inline int rounds(int usual) {
    const char* wanted = std::getenv("KITH_TEST_ROUNDS");
    return wanted == nullptr ? usual : std::max(1, std::atoi(wanted));
}

struct Shape {
    int chats = 4, rows = 50;     // of each chat
    std::string_view name = "a";  // in front of keys and in each text
    int first_row = 0;
    int shards = 2;
};

inline std::string key_of(const Shape& shape, int chat) {
    return "wxid_" + std::string{shape.name} + std::to_string(chat);
}

inline std::vector<MadeMessage> rows_of(const Shape& shape, int chat, int first, int last) {
    std::vector<MadeMessage> rows;
    for (int i = first; i < last; ++i)
        rows.push_back(
            {1'700'000'000 + i * 60 + chat,
             i % 2 == 0 ? key_of(shape, chat) : std::string{WechatArchive::kMe}, 1,
             std::string{shape.name} + " 早上好 " + std::to_string(chat) + "/" + std::to_string(i),
             0, static_cast<std::int64_t>(chat) * 10'000'000 + i + 1});
    return rows;
}

// Direct chats, each in one shard in turn. Every row has its own id and text.
inline fs::path make_archive(const fs::path& folder, const Shape& shape) {
    WechatArchive archive{folder, shape.shards};
    archive.contact({std::string{WechatArchive::kMe}, "我", "", 0, 0, ""});
    for (int chat = 0; chat < shape.chats; ++chat) {
        const auto key = key_of(shape, chat);
        archive.contact({key, key, "", 3, 0, ""});
        archive.add(key, rows_of(shape, chat, shape.first_row, shape.first_row + shape.rows),
                    chat % shape.shards);
    }
    archive.close();
    return folder;
}

// An archive that takes its time: 120 chats, 60,000 messages. Made once, never changed.
inline constexpr Shape kLarge{.chats = 120, .rows = 500, .name = "large"};
inline constexpr std::int64_t kLargeRows = std::int64_t{kLarge.chats} * kLarge.rows;
inline const fs::path& large_archive() {
    static const TempFolder folder;
    static const fs::path made = make_archive(folder / "large", kLarge);
    return made;
}

inline fs::path shard(const fs::path& archive, int number) {
    return archive / "message" / ("message_" + std::to_string(number) + ".db");
}

// A ChatLab file of JSON lines: one direct chat.
inline std::string chatlab_lines(const std::string& name, int first, int last) {
    std::string text = R"({"_type":"header","chatlab":{"version":"0.0.2"},"meta":{"name":")" +
                       name + R"(","platform":"wechat","type":"private","ownerId":"wxid_me"}})" +
                       "\n" + R"({"_type":"member","platformId":"wxid_me","accountName":"我"})" +
                       "\n" + R"({"_type":"member","platformId":")" + name +
                       R"(","accountName":")" + name + "\"}\n";
    for (int i = first; i < last; ++i)
        text += R"({"_type":"message","sender":")" + (i % 2 == 0 ? name : "wxid_me") +
                R"(","timestamp":)" + std::to_string(1'700'000'000 + i * 60) +
                R"(,"type":0,"content":")" + name + " 早上好 " + std::to_string(i) +
                R"(","platformMessageId":"m)" + std::to_string(i) + "\"}\n";
    return text;
}

inline void write_file(const fs::path& file, std::string_view bytes) {
    fs::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary | std::ios::trunc} << bytes;
}

inline std::string read_file(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

inline void overwrite(const fs::path& file, std::uintmax_t offset, std::string_view bytes) {
    std::fstream out{file, std::ios::binary | std::ios::in | std::ios::out};
    out.seekp(static_cast<std::streamoff>(offset));
    out << bytes;
}

// Names, contents and times of everything below a folder, or of one file.
inline std::map<std::string, std::string> prints_of(const fs::path& original) {
    std::map<std::string, std::string> prints;
    const auto add = [&](const fs::path& file) {
        const auto sum = sha256(read_file(file));
        prints[file.string()] =
            hex(std::span{sum}) + "@" +
            std::to_string(fs::last_write_time(file).time_since_epoch().count());
    };
    if (fs::is_regular_file(original)) add(original);
    if (fs::is_directory(original))
        for (const auto& entry : fs::recursive_directory_iterator{original}) {
            if (entry.is_regular_file())
                add(entry.path());
            else
                prints[entry.path().string()] = "folder";
        }
    return prints;
}

inline std::int64_t messages(Program& program) {
    const auto boot = json::parse(program.get("/api/kith/boot").body);
    return json::from<std::int64_t>(*json::find(*json::find(boot, "archive"), "messages"));
}

// How many messages hold this text, by the exact search over everything.
inline std::int64_t found(Program& program, std::string_view text) {
    const auto reply = program.get("/api/kith/find?limit=1&q=" + encoded(text));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return json::from<std::int64_t>(*json::find(json::parse(reply.body), "total"));
}

// All that a search for this text shows: equal means that nothing happened to these messages.
inline std::string shown(Program& program, std::string_view text) {
    const auto reply = program.get("/api/kith/find?limit=200&q=" + encoded(text));
    EXPECT_EQ(reply.status, 200) << reply.body;
    const auto tree = json::parse(reply.body);
    return json::write(*json::find(tree, "total")) + json::write(*json::find(tree, "hits")) +
           program.get("/api/search?q=" + encoded(text)).body;
}

inline std::vector<std::int64_t> numbers(db::Connection& on, std::string_view sql) {
    std::vector<std::int64_t> all;
    auto ask = on.prepare(sql);
    while (ask.step()) all.push_back(ask.integer(0));
    return all;
}

// The database is whole, and what its tables say about each other is true.
inline void expect_unharmed(const fs::path& data) {
    auto on = db::Connection::open(data / "kith.db", {.access = db::Access::read_only});
    auto check = on.prepare("pragma integrity_check");
    ASSERT_TRUE(check.step());
    EXPECT_EQ(check.text(0), "ok");
    check.reset();
    // Rows of imports lie in the span of their import and chat, and the other way round.
    EXPECT_EQ(numbers(on,
                      "select count(*) from message m where m.import is not null and not exists "
                      "(select 1 from import_span s where s.import = m.import and s.chat = m.chat "
                      "and m.id between s.first and s.last)"),
              std::vector<std::int64_t>{0});
    EXPECT_EQ(numbers(on,
                      "select i.id from import i where i.state not in (3, 4, 5) and i.added <> "
                      "(select coalesce(sum(last - first + 1), 0) from import_span where "
                      "import = i.id)"),
              std::vector<std::int64_t>{});
    EXPECT_EQ(numbers(on,
                      "select m.id from message m left join chat c on c.id = m.chat left join "
                      "person p on p.id = m.sender where (c.id is null and m.chat <> 0) or "
                      "(m.sender is not null and p.id is null) limit 5"),
              std::vector<std::int64_t>{});
    // No message twice.
    EXPECT_EQ(numbers(on,
                      "select count(*) from message where skey <> 0 group by chat, skey, ts "
                      "having count(*) > 1 limit 5"),
              std::vector<std::int64_t>{});
}

// A store with something precious in it, and a running program that serves it.
class Precious {
  public:
    static constexpr std::string_view kWord = "磐石";

    Precious() {
        WechatArchive archive{folder_ / "precious", 1};
        archive.contact({"wxid_me", "我", "", 0, 0, ""});
        archive.contact({"wxid_friend", "朋友", "", 3, 0, ""});
        std::vector<MadeMessage> rows;
        for (int i = 0; i < 100; ++i)
            rows.push_back({1'600'000'000 + i * 60, i % 3 == 0 ? "wxid_friend" : "wxid_me", 1,
                            "磐石 " + std::to_string(i), 0, 90'000'000 + i});
        archive.add("wxid_friend", rows);
        archive.close();
        start();
        EXPECT_EQ(program().import_whole(folder_ / "precious").state, core::JobState::done);
        program().settle();
        before_ = shown(program(), kWord);
    }

    Program& program() { return *program_; }
    fs::path data() const { return folder_ / "data"; }
    const TempFolder& folder() const { return folder_; }

    void start(Launch launch = {}) {
        auto with = serving(data());
        with.rights = launch.rights;
        with.file_bytes = launch.file_bytes;
        program_.reset();
        program_ = std::make_unique<Program>(std::move(with));
        program_->address();
    }

    // The program lives and shows the same; after a stop the database is whole; after a start all
    // is still there.
    void expect_unharmed() {
        EXPECT_EQ(program().get("/health").status, 200);
        EXPECT_EQ(shown(program(), kWord), before_);
        EXPECT_EQ(program().finish(SIGTERM), 0) << program().errors();
        test::expect_unharmed(data());
        start();
        program().settle();
        EXPECT_EQ(shown(program(), kWord), before_);
    }

  private:
    TempFolder folder_;
    std::unique_ptr<Program> program_;
    std::string before_;
};

inline std::int64_t skipped(const core::ImportReport& report, std::string_view reason) {
    for (const auto& one : report.skipped)
        if (one.reason == reason) return one.count;
    return 0;
}

inline bool names(const std::vector<std::string>& warnings, std::string_view word) {
    for (const auto& warning : warnings)
        if (warning.find(word) != std::string::npos) return true;
    return false;
}

}  // namespace kith::test

// Runs commands as the program would, in this process: arguments in, text and exit code out.
#pragma once

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "app/cli/commands.h"
#include "json/json.h"
#include "tests/support/test_app.h"

namespace kith::test {

struct Ran {
    app::cli::ExitCode code{};
    std::string out, err;
    json::value json() const { return json::parse(out); }
};

struct Terminal {
    app::cli::Look look = app::cli::Look::plain;
    std::size_t columns = 0;
    std::string answers;  // what somebody types; "" = nobody is there
};

// The environment of a command: nothing but the data folder, a home in it, and tests allowed.
struct Kith {
    std::filesystem::path data;
    std::map<std::string, std::string> environment;
    Stop stop;

    Ran operator()(const std::vector<std::string>& arguments, const Terminal& terminal = {}) const {
        std::ostringstream out, err;
        std::istringstream answers{terminal.answers};
        app::cli::Console console{{out, terminal.look, terminal.columns},
                                  {err, terminal.look, terminal.columns},
                                  terminal.answers.empty() ? nullptr : &answers,
                                  app::cli::Texts{},
                                  stop};
        const auto look_up = [this](std::string_view name) -> std::optional<std::string> {
            if (name == "KITH_DATA") return data.string();
            if (name == "HOME") return data.string();
            if (name == "KITH_TEST") return "1";
            const auto found = environment.find(std::string{name});
            return found == environment.end() ? std::nullopt : std::optional{found->second};
        };
        const auto code = app::cli::run(arguments, look_up, console);
        return {code, out.str(), err.str()};
    }
};

inline constexpr auto kDone = app::cli::ExitCode::done;
inline constexpr auto kFailed = app::cli::ExitCode::failed;
inline constexpr auto kWrongArguments = app::cli::ExitCode::wrong_arguments;

// 2026-11-21 12:00 at +08:00: what "today" is for the demo archive of tests.
inline const std::string kNoon = "1795233600";

// A data folder with the demo archive, made once for all tests of the program. Nobody changes it.
inline const Kith& demo_data() {
    static const TempFolder folder;
    static const Kith kith = [] {
        Kith made{folder / "data", {}, {}};
        const auto ran = made({"demo", "--clock", kNoon});
        EXPECT_EQ(ran.code, kDone) << ran.out << ran.err;
        return made;
    }();
    return kith;
}

enum class Owner { known, unknown };

// Two conversations in the ChatLab format: five messages with 阿梅 (2024-03-05 and 06, +08:00) and
// two in the group 周末爬山群. One text tries to change the colour of the terminal.
inline std::filesystem::path write_chats(const std::filesystem::path& folder,
                                         Owner owner = Owner::known) {
    const std::string head = R"({"_type":"header","chatlab":{"version":"0.0.2"},"meta":{"name":)";
    const std::string mine = owner == Owner::known ? R"(,"ownerId":"me1"}})" : "}}";
    const auto row = [](const std::string& sender, std::int64_t time, int type,
                        const std::string& content, int id) {
        return R"({"_type":"message","sender":")" + sender + R"(","accountName":")" + sender +
               R"(","timestamp":)" + std::to_string(time) + ",\"type\":" + std::to_string(type) +
               ",\"content\":" + content + R"(,"platformMessageId":"70000)" + std::to_string(id) +
               "\"}\n";
    };
    std::filesystem::create_directories(folder);
    std::ofstream{folder / "amei.jsonl"}
        << head << R"("阿梅","platform":"wechat","type":"private")" << mine << "\n"
        << R"({"_type":"member","platformId":"me1","accountName":"林"})" << "\n"
        << R"({"_type":"member","platformId":"amei","accountName":"阿梅"})" << "\n"
        << row("me1", 1'709'640'000, 0, R"("周末去哪儿")", 1)
        << row("amei", 1'709'640'060, 0, R"("我们去爬山吧")", 2)
        << row("me1", 1'709'640'120, 0, R"("好啊 100% 去")", 3)
        << row("amei", 1'709'640'180, 1, "null", 4)
        << row("amei", 1'709'730'000, 0, R"("明天 Hike 爬山 \u001b[31m？")", 5);
    std::ofstream{folder / "group.jsonl"}
        << head << R"("周末爬山群","platform":"wechat","type":"group","groupId":"77@chatroom")"
        << mine << "\n"
        << R"({"_type":"member","platformId":"me1","accountName":"林"})" << "\n"
        << R"({"_type":"member","platformId":"amei","accountName":"阿梅"})" << "\n"
        << R"({"_type":"member","platformId":"li","accountName":"老李"})" << "\n"
        << row("li", 1'709'812'800, 0, R"("爬山报名")", 6)
        << row("me1", 1'709'812'860, 0, R"("算我一个")", 7);
    return folder;
}

// A data folder with these chats imported, made once. Nobody changes it.
inline const Kith& small_data() {
    static const TempFolder folder;
    static const Kith kith = [] {
        Kith made{folder / "data", {}, {}};
        const auto ran = made({"import", write_chats(folder / "chats").string()});
        EXPECT_EQ(ran.code, kDone) << ran.out << ran.err;
        return made;
    }();
    return kith;
}

}  // namespace kith::test

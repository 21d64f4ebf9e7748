// The samples of the IM document as they are written there, but for the port: curl, Python and a
// browser's JavaScript, each in its own program.
#include <array>
#include <fstream>

#include "tests/e2e/program.h"

namespace kith::test {
namespace {

namespace fs = std::filesystem;

class Samples : public testing::Test {
  protected:
    // The sample with the program's port for 8000, and "msg_…" for the id of its fixed example.
    std::string prepared(const std::string& name, const std::string& message_id = {}) {
        std::ifstream in{fs::path{KITH_SOURCE_DIR} / "tests/data/im" / name};
        std::string text{std::istreambuf_iterator<char>{in}, {}};
        EXPECT_FALSE(text.empty()) << name;
        replace(text, "localhost:8000", "localhost:" + std::to_string(program_.port()));
        if (!message_id.empty()) replace(text, "msg_20250127120000_abc12345", message_id);
        std::ofstream{folder_ / name} << text;
        return (folder_ / name).string();
    }
    static void replace(std::string& in, std::string_view from, const std::string& to) {
        for (auto at = in.find(from); at != std::string::npos; at = in.find(from, at + to.size()))
            in.replace(at, from.size(), to);
    }
    // What a command prints; its exit code must be 0.
    static std::string output(const std::string& command) {
        std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
        std::string text;
        std::array<char, 4096> piece{};
        while (const auto count = std::fread(piece.data(), 1, piece.size(), pipe))
            text.append(piece.data(), count);
        EXPECT_EQ(::pclose(pipe), 0) << text;
        return text;
    }
    static bool has(const std::string& command) {
        return std::system(("command -v " + command + " >/dev/null 2>&1").c_str()) == 0;
    }

    TempFolder folder_;
    Program program_{serving(folder_ / "data")};
};

TEST_F(Samples, curl_sends_lists_and_gets) {
    if (!has("curl")) return;
    auto text = output("bash " + prepared("sample.sh"));
    EXPECT_NE(text.find(R"("msg_content":"你好，我想咨询一个问题")"), std::string::npos) << text;
    EXPECT_NE(text.find(R"("total":1)"), std::string::npos) << text;
    EXPECT_NE(text.find("消息不存在"), std::string::npos) << text;  // the id of the example
    const auto at = text.find("\"message_id\":\"") + 14;
    text = output("bash " + prepared("sample.sh", text.substr(at, 27)));
    EXPECT_EQ(text.find("消息不存在"), std::string::npos) << text;
}

TEST_F(Samples, python_sends_and_lists) {
    if (std::system("python3 -c 'import requests' >/dev/null 2>&1") != 0) return;
    const auto text = output("python3 " + prepared("sample.py"));
    EXPECT_NE(text.find("'msg_content': '你好，我想咨询一个问题'"), std::string::npos) << text;
    EXPECT_NE(text.find("'page_size': 20"), std::string::npos) << text;
}

TEST_F(Samples, javascript_of_a_browser_sends_and_listens) {
    if (std::system(
            "node --experimental-websocket -e 'process.exit(typeof WebSocket===\"function\"?0:1)' "
            ">/dev/null 2>&1") != 0)
        return;
    // The page of a browser stays; node's would, too, as long as the socket is open.
    const auto file = prepared("sample.js");
    std::ofstream{file, std::ios::app} << "\nsetTimeout(() => process.exit(0), 2000);\n";
    const auto text = output("node --experimental-websocket " + file);
    EXPECT_NE(text.find("WebSocket connected"), std::string::npos) << text;
    EXPECT_NE(text.find("message_sent"), std::string::npos) << text;
    EXPECT_NE(text.find("default_user"), std::string::npos) << text;
    EXPECT_EQ(text.find("WebSocket error"), std::string::npos) << text;
}

}  // namespace
}  // namespace kith::test

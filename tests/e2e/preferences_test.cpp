// Preferences of the real program: what was acknowledged is on the disk whatever happens, and keys
// lie nowhere in plain.
#include <atomic>
#include <thread>

#include "tests/e2e/originals.h"

namespace kith::test {
namespace {

constexpr std::string_view kCanary = "canary-4f1b";

std::string settings_of(int number, std::size_t name_bytes = 20'000) {
    const auto text = std::to_string(number);
    return R"({"llm_profiles":[{"id":"p","name":")" + std::string(name_bytes, 'n') +
           R"(","provider":"custom","api_key":"canary-4f1b-)" + text + R"(","model":")" + text +
           R"("}],"embedding_model":")" + text + "\"}";
}

// The number whose settings are stored, whole; -1 when they are not.
int stored_in(Program& program) {
    const auto reply = program.get("/api/preferences");
    EXPECT_EQ(reply.status, 200) << reply.body;
    const auto tree = json::parse(reply.body);
    const auto* profiles = json::find(tree, "llm_profiles");
    if (profiles == nullptr) return 0;
    const auto model = json::text_or_empty(json::find(profiles->as_array().at(0), "model"));
    const bool whole = json::text_or_empty(json::find(tree, "embedding_model")) == model &&
                       json::text_or_empty(json::find(tree, "llm_model")) == model;
    return whole ? std::stoi(std::string{model}) : -1;
}

std::vector<std::string> files_with(const fs::path& folder, std::string_view wanted) {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in{entry.path(), std::ios::binary};
        const std::string all{std::istreambuf_iterator<char>{in}, {}};
        if (all.find(wanted) != std::string::npos) found.push_back(entry.path().filename());
    }
    return found;
}

int put(Program& program, const std::string& body) {
    return program.put("/api/preferences/llm", body).status;
}

TEST(PreferencesOfTheProgram, kill_9_while_saving_loses_nothing_that_was_acknowledged) {
    const TempFolder folder;
    std::mt19937 random{std::random_device{}()};
    int number = 0;
    for (int round = 0; round < rounds(8); ++round) {
        Program program{serving(folder / "data")};
        EXPECT_EQ(stored_in(program) >= number, true) << "round " << round;
        std::atomic<int> acknowledged{number};
        const auto address = program.address();
        std::thread saver{[&, from = number] {
            net::CurlClient client;
            for (int next = from + 1;; ++next) {
                net::Request request{.method = "PUT", .url = address + "/api/preferences/llm"};
                request.headers = {{"Content-Type", "application/json"}};
                request.body = settings_of(next);
                request.addresses = {};
                try {
                    if (client.send(request, Stop{}).status != 200) return;
                } catch (const Error&) {  // it was killed
                    return;
                }
                acknowledged = next;
            }
        }};
        const int until = number + 3 + static_cast<int>(random() % 10);
        while (acknowledged < until) std::this_thread::yield();
        EXPECT_EQ(program.finish(SIGKILL), -SIGKILL);
        saver.join();
        number = acknowledged;
        EXPECT_EQ(files_with(folder / "data", kCanary), std::vector<std::string>{});
    }
    Program again{serving(folder / "data")};
    const auto now = stored_in(again);
    EXPECT_TRUE(now == number || now == number + 1) << now << " of " << number;
}

TEST(PreferencesOfTheProgram, disk_full_while_saving_is_told_and_the_old_ones_stay) {
    const TempFolder folder;
    {
        Program program{serving(folder / "data")};
        EXPECT_EQ(put(program, settings_of(1)), 200);
        EXPECT_EQ(program.finish(SIGTERM), 0);
    }
    auto launch = serving(folder / "data");
    launch.file_bytes = 512 << 10;
    Program program{launch};
    const auto reply = program.put("/api/preferences/llm", settings_of(2, 600 << 10));
    EXPECT_EQ(reply.status, 500);
    EXPECT_EQ(reply.body, R"({"error":"保存失败"})");
    EXPECT_EQ(stored_in(program), 1);
    EXPECT_FALSE(fs::exists(folder / "data" / "preferences.json.new"));
    program.give_room();
    EXPECT_EQ(put(program, settings_of(3, 600 << 10)), 200);
    EXPECT_EQ(program.finish(SIGKILL), -SIGKILL);
    Program again{serving(folder / "data")};
    EXPECT_EQ(stored_in(again), 3);
}

TEST(PreferencesOfTheProgram, a_damaged_file_stops_nothing_but_the_preferences) {
    const TempFolder folder;
    fs::create_directories(folder / "data");
    const auto file = folder / "data" / "preferences.json";
    std::ofstream{file} << R"({"schema_version":2,"llm_api_key":"canary-4f1b)";
    Program program{serving(folder / "data")};
    EXPECT_EQ(program.get("/health").status, 200);
    EXPECT_EQ(program.get("/api/kith/boot").status, 200);
    const auto reply = program.get("/api/preferences");
    EXPECT_EQ(reply.status, 500);
    EXPECT_EQ(reply.body.find(kCanary), std::string::npos);
    EXPECT_EQ(put(program, settings_of(1)), 500);
    EXPECT_EQ(program.finish(SIGTERM), 0);
    EXPECT_EQ(files_with(folder / "data", kCanary), std::vector<std::string>{"preferences.json"})
        << "the damaged file is as it was, and its key in no log";
}

TEST(PreferencesOfTheProgram, keys_are_in_no_file_no_log_and_no_output) {
    const TempFolder folder;
    auto launch = serving(folder / "data");
    launch.arguments.insert(launch.arguments.end(), {"--log-level", "debug"});
    Program program{launch};
    EXPECT_EQ(put(program, settings_of(1)), 200);
    EXPECT_EQ(put(program, R"({"llm_api_key":["canary-4f1b"]})"), 400);
    EXPECT_EQ(put(program, R"({"llm_api_key":"canary-4f1b)"), 400);
    for (const auto* path : {"/api/preferences", "/api/kith/boot", "/api/kith/models",
                             "/api/diagnostics", "/api/swagger.json", "/"})
        EXPECT_EQ(program.get(path).body.find(kCanary), std::string::npos) << path;
    EXPECT_EQ(program.finish(SIGTERM), 0);
    EXPECT_EQ(files_with(folder.path(), kCanary), std::vector<std::string>{});
    EXPECT_EQ((program.printed() + program.errors()).find(kCanary), std::string::npos);
}

}  // namespace
}  // namespace kith::test

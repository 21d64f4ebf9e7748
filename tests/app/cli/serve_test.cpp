// kith serve, and the other commands while it runs.
#include <gtest/gtest.h>

#include <thread>

#include "app/cli/serving.h"
#include "tests/app/cli/command.h"

namespace kith::app::cli {
namespace {

using test::kDone;
using test::kFailed;

constexpr std::chrono::seconds kLimit{60};  // under sanitizers on a busy machine

// A server in a thread of this process, on a port of its own.
class Serving {
  public:
    explicit Serving(const test::Kith& kith, std::vector<std::string> more = {})
        : kith_{kith}, thread_{[this, more] {
              auto with = kith_;
              with.stop = source_.stop();
              std::vector<std::string> arguments{"serve", "--listen", "127.0.0.1:0", "--log-level",
                                                 "error"};
              arguments.insert(arguments.end(), more.begin(), more.end());
              ran_ = with(arguments);
              over_ = true;
          }} {
        const auto until = std::chrono::steady_clock::now() + kLimit;
        while (!over_ && !read_serving(kith_.data) && std::chrono::steady_clock::now() < until)
            Stop{}.wait_for(std::chrono::milliseconds{10});
    }
    ~Serving() { stop(); }
    const test::Ran& stop() {
        source_.request(StopReason::shutdown);
        if (thread_.joinable()) thread_.join();
        return ran_;
    }

  private:
    test::Kith kith_;
    StopSource source_;
    std::atomic<bool> over_ = false;
    test::Ran ran_;
    std::thread thread_;  // last: it uses the others
};

class Serve : public testing::Test {
  protected:
    test::TempFolder folder_;
    test::Kith kith_{folder_ / "data", {}, {}};
    std::string chats_ = test::write_chats(folder_ / "chats").string();
};

TEST_F(Serve, says_where_it_is_and_stops_in_order) {
    kith_({"import", chats_});
    Serving server{kith_};
    const auto note = read_serving(kith_.data);
    ASSERT_TRUE(note.has_value());
    const auto& ran = server.stop();
    EXPECT_EQ(ran.code, kDone) << ran.err;
    EXPECT_NE(ran.out.find("Kith is at " + note->addresses.front()), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("7 messages"), std::string::npos) << ran.out;
    EXPECT_NE(ran.err.find("Kith has stopped."), std::string::npos) << ran.err;
    EXPECT_FALSE(read_serving(kith_.data).has_value());
}

TEST_F(Serve, other_commands_give_the_same_answers_while_it_runs) {
    kith_({"import", chats_});
    const std::vector<std::vector<std::string>> commands{
        {"people", "--json"},
        {"people"},
        {"show", "阿梅", "--limit", "0"},
        {"show", "阿梅", "--json", "--at", "2024-03-06"},
        {"import", "--list", "--json"},
    };
    std::vector<std::string> alone, served;
    for (const auto& command : commands) alone.push_back(kith_(command).out);
    const auto hits = [this] {
        return json::write(kith_({"search", "爬山", "--json", "--context", "2"}).json().at("hits"));
    };
    const auto hits_alone = hits();
    Serving server{kith_};
    for (const auto& command : commands) {
        const auto ran = kith_(command);
        EXPECT_EQ(ran.code, kDone) << ran.err;
        served.push_back(ran.out);
    }
    EXPECT_EQ(served, alone);
    EXPECT_EQ(hits(), hits_alone);
}

TEST_F(Serve, an_import_goes_through_the_running_server) {
    Serving server{kith_};
    const auto ran = kith_({"import", chats_});
    ASSERT_EQ(ran.code, kDone) << ran.err;
    EXPECT_EQ(kith_({"search", "爬山", "--json"}).json().at("total").to_number<int>(), 3);
    EXPECT_EQ(kith_({"import", "--undo", "1"}).code, kDone);
    EXPECT_EQ(kith_({"search", "爬山", "--json"}).json().at("total").to_number<int>(), 0);
}

TEST_F(Serve, no_wait_leaves_the_import_to_the_server) {
    Serving server{kith_};
    const auto ran = kith_({"import", chats_, "--no-wait"});
    EXPECT_EQ(ran.code, kDone) << ran.err;
    EXPECT_TRUE(ran.out.starts_with("Started as job ")) << ran.out;
}

TEST_F(Serve, errors_of_the_server_are_errors_here) {
    Serving server{kith_};
    const auto ran = kith_({"import", (folder_ / "nothing").string()});
    EXPECT_EQ(ran.code, kFailed);
    EXPECT_NE(ran.err.find("there is nothing at"), std::string::npos) << ran.err;
}

TEST_F(Serve, a_second_one_on_the_same_data_says_where_the_first_is) {
    Serving server{kith_};
    const auto ran = kith_({"serve", "--listen", "127.0.0.1:0"});
    EXPECT_EQ(ran.code, kFailed);
    EXPECT_NE(ran.err.find("Kith is already running on this data: http://127.0.0.1:"),
              std::string::npos)
        << ran.err;
    EXPECT_TRUE(read_serving(kith_.data).has_value());
}

TEST_F(Serve, an_empty_folder_becomes_the_demo_when_asked_for) {
    Serving server{kith_, {"--demo-if-empty", "--clock", test::kNoon}};
    const auto& ran = server.stop();
    EXPECT_EQ(ran.code, kDone) << ran.err;
    EXPECT_NE(ran.out.find("This is the demo archive"), std::string::npos) << ran.out;
}

TEST_F(Serve, own_data_stay_alone_even_when_the_demo_is_wanted) {
    kith_({"import", chats_});
    Serving server{kith_, {"--demo"}};
    const auto& ran = server.stop();
    EXPECT_NE(ran.err.find("the demo archive was not added"), std::string::npos) << ran.err;
    EXPECT_NE(ran.out.find("7 messages"), std::string::npos) << ran.out;
    EXPECT_EQ(kith_({"import", "--list", "--json"}).json().at("imports").as_array().size(), 1U);
}

TEST_F(Serve, an_address_for_others_needs_the_operators_word) {
    const auto ran = kith_({"serve", "--listen", "0.0.0.0:0"});
    EXPECT_EQ(ran.code, kFailed);
    EXPECT_NE(ran.err.find("--insecure"), std::string::npos) << ran.err;
    EXPECT_FALSE(std::filesystem::exists(kith_.data));
}

TEST_F(Serve, an_insecure_address_is_warned_of) {
    Serving server{kith_, {"--insecure", "--listen", "0.0.0.0:0"}};
    const auto& ran = server.stop();
    EXPECT_NE(ran.out.find("Warning:"), std::string::npos) << ran.out << ran.err;
}

TEST_F(Serve, a_taken_address_is_an_error) {
    Serving server{kith_};
    const auto note = read_serving(kith_.data);
    ASSERT_TRUE(note.has_value());
    const test::Kith other{folder_ / "other", {}, {}};
    const auto ran = other({"serve", "--listen", note->addresses.front().substr(7)});
    EXPECT_EQ(ran.code, kFailed);
    EXPECT_FALSE(read_serving(other.data).has_value());
}

}  // namespace
}  // namespace kith::app::cli

// The door to the data: open here, through a server, or closed.
#include "app/cli/door.h"

#include <gtest/gtest.h>

#include <fstream>

#include "app/cli/serving.h"
#include "base/error.h"
#include "tests/app/cli/command.h"

namespace kith::app::cli {
namespace {

Settings settings_for(const std::filesystem::path& data) {
    Settings settings;
    settings.data = data;
    return settings;
}

std::string reason(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.reason().empty() ? std::string{name_of(error.code())} : error.reason();
    }
    return "nothing was thrown";
}

TEST(Door, refuses_a_folder_without_a_store_and_makes_nothing) {
    const test::TempFolder folder;
    EXPECT_EQ(reason([&] { Door{settings_for(folder / "x"), Missing::refuse, Stop{}}; }),
              "no_data");
    EXPECT_FALSE(std::filesystem::exists(folder / "x"));
}

TEST(Door, opens_the_folder_in_this_process_when_nobody_has_it) {
    Door door{settings_for(test::small_data().data), Missing::refuse, Stop{}};
    ASSERT_NE(door.app(), nullptr);
    EXPECT_EQ(door.server(), "");
    const auto boot = door.get<Boot>("/api/kith/boot", Stop{});
    EXPECT_EQ(boot.archive.messages, 7U);
    EXPECT_EQ(boot.folder, test::small_data().data.string());
}

TEST(Door, an_error_answer_is_thrown_with_its_words) {
    Door door{settings_for(test::small_data().data), Missing::refuse, Stop{}};
    EXPECT_EQ(reason([&] { door.get("/api/kith/chats/99999/window", Stop{}); }), "not_found");
    EXPECT_EQ(reason([&] { door.get("/api/kith/find?q=x&limit=9999", Stop{}); }), "invalid");
    EXPECT_EQ(reason([&] { door.get("/no/such/page", Stop{}); }), "not_found");
}

TEST(Door, a_folder_that_is_held_by_somebody_silent_is_locked) {
    const test::TempFolder folder;
    const Door first{settings_for(folder / "x"), Missing::make, Stop{}};
    EXPECT_EQ(reason([&] { Door{settings_for(folder / "x"), Missing::make, Stop{}}; }), "locked");
}

TEST(Door, a_note_of_another_server_is_not_believed) {
    const test::TempFolder folder;
    Settings other = settings_for(folder / "other");
    other.listen = {{"127.0.0.1", 0}};
    App stranger{other};
    stranger.begin();
    stranger.listen();
    const Door holder{settings_for(folder / "mine"), Missing::make, Stop{}};
    const ServingNote note{folder / "mine", stranger.addresses()};
    EXPECT_EQ(reason([&] { Door{settings_for(folder / "mine"), Missing::make, Stop{}}; }),
              "locked");
}

TEST(Door, asks_the_server_that_serves_this_folder) {
    const test::TempFolder folder;
    Settings settings = settings_for(folder / "x");
    settings.listen = {{"127.0.0.1", 0}};
    App app{settings};
    app.listen();
    const ServingNote note{settings.data, app.addresses()};
    Door door{settings, Missing::refuse, Stop{}};
    EXPECT_EQ(door.app(), nullptr);
    EXPECT_EQ(door.server(), url_of(app.addresses().front()));
    EXPECT_EQ(reason([&] { door.get("/api/kith/find?q=x&limit=9999", Stop{}); }), "invalid");
    EXPECT_NE(door.post("/api/kith/batch", R"({"get":["/api/kith/boot"]})", Stop{}).find("folder"),
              std::string::npos);
}

TEST(Door, settings_of_a_server_do_not_matter_to_a_command) {
    const test::TempFolder folder;
    Settings settings = settings_for(folder / "x");
    settings.listen = {{"0.0.0.0", 8080}};  // would be refused
    settings.demo = true;
    Door door{settings, Missing::make, Stop{}};
    EXPECT_EQ(door.get<Boot>("/api/kith/boot", Stop{}).archive.messages, 0U);
}

TEST(Parameter, is_encoded) {
    EXPECT_EQ(parameter("q", "爬 山&a=b%"), "q=%E7%88%AC%20%E5%B1%B1%26a%3Db%25");
}

}  // namespace
}  // namespace kith::app::cli

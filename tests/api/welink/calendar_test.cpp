// W040 to W043 through the router.
#include "tests/api/asking.h"

namespace kith::test {
namespace {

class Calendar : public WorkedApp {};

TEST_F(Calendar, the_heat_map_counts_people_and_groups_without_notices) {
    EXPECT_EQ(app_.get("/api/calendar/heatmap").body,
              R"({"heatmap":{"2024-03-01":9,"2024-03-02":1}})");
}

TEST_F(Calendar, the_trend_ends_today_and_has_as_many_days_as_asked) {
    const auto days = app_.get("/api/calendar/trend?days=3").body;
    EXPECT_EQ(days, R"([{"date":"2026-11-19","count":0},{"date":"2026-11-20","count":0},)"
                    R"({"date":"2026-11-21","count":0}])");
    for (const auto* odd : {"", "?days=0", "?days=366", "?days=12abc", "?days=-5"})
        EXPECT_EQ(app_.get("/api/calendar/trend" + std::string{odd}).json().as_array().size(), 90u)
            << odd;
}

TEST_F(Calendar, a_day_names_who_was_active) {
    const auto day = app_.get("/api/calendar/day?date=2024-03-01");
    EXPECT_EQ(json::serialize(json::find(day.at("contacts").as_array()[0], "count")
                                  ? *json::find(day.at("contacts").as_array()[0], "count")
                                  : json::value{}),
              "6");
    EXPECT_EQ(day.at("groups").as_array().size(), 1u);
    EXPECT_EQ(app_.get("/api/calendar/day?date=nonsense").body, R"({"contacts":[],"groups":[]})");
    EXPECT_EQ(app_.get("/api/calendar/day").body, R"({"error":"date 参数必填"})");
}

TEST_F(Calendar, messages_of_a_group_name_their_speakers) {
    const auto list =
        app_.get("/api/calendar/messages?date=2024-03-01&username=1%40chatroom&is_group=true");
    ASSERT_EQ(list.status, 200);
    const auto items = list.json();
    ASSERT_EQ(items.as_array().size(), 3u);
    EXPECT_EQ(json::text_or_empty(json::find(items.as_array()[0], "speaker")), "阿梅");
    EXPECT_EQ(json::text_or_empty(json::find(items.as_array()[0], "content")), "周六去爬山 100%");
    EXPECT_EQ(json::text_or_empty(json::find(items.as_array()[2], "speaker")), "路人");
    EXPECT_EQ(app_.get("/api/calendar/messages?date=2024-03-01").body,
              R"({"error":"date 和 username 参数必填"})");
    EXPECT_EQ(app_.get("/api/calendar/messages?date=2024-03-01&username=x").body, "[]");
}

TEST_F(Calendar, hostile_values_find_nothing_and_another_method_is_405) {
    for (const auto& text : kHostile) {
        const auto value = encoded(text.substr(0, 2000));
        EXPECT_EQ(app_.get("/api/calendar/day?date=" + value).body,
                  R"({"contacts":[],"groups":[]})");
        EXPECT_EQ(app_.get("/api/calendar/messages?date=" + value + "&username=wxid_mei").body,
                  "[]");
        EXPECT_EQ(app_.get("/api/calendar/messages?date=2024-03-01&username=" + value).body, "[]");
        EXPECT_EQ(app_.get("/api/calendar/trend?days=" + value).json().as_array().size(), 90u);
    }
    for (const auto* path : {"heatmap", "trend", "day", "messages"})
        expect_only(app_, http::Method::get, std::string{"/api/calendar/"} + path);
}

TEST(CalendarWithoutArchive, is_not_configured) {
    TestApp app;
    for (const auto* path : {"heatmap", "trend", "day?date=2024-03-01", "messages?date=1"})
        EXPECT_EQ(app.get(std::string{"/api/calendar/"} + path).status, 503) << path;
}

}  // namespace
}  // namespace kith::test

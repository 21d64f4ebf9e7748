// W012 to W015 and active dates through the router.
#include "tests/api/asking.h"

namespace kith::test {
namespace {

class Messages : public WorkedApp {
  protected:
    // "08:00 早 theirs 1 | …"
    std::string list(std::string_view target) {
        const auto reply = app_.get(target);
        EXPECT_EQ(reply.status, 200) << reply.body;
        std::string lines;
        const auto tree = reply.json();
        for (const auto& item : tree.as_array()) {
            if (!lines.empty()) lines += " | ";
            const auto date = json::text_or_empty(json::find(item, "date"));
            if (!date.empty()) lines += std::string{date} + " ";
            lines += std::string{json::text_or_empty(json::find(item, "time"))} + " " +
                     std::string{json::text_or_empty(json::find(item, "content"))} +
                     (json::find(item, "is_mine")->as_bool() ? " mine " : " theirs ") +
                     json::serialize(*json::find(item, "type"));
        }
        return lines;
    }
};

TEST_F(Messages, a_day_lists_all_kinds_with_placeholders_in_order) {
    EXPECT_EQ(list("/api/contacts/messages?username=wxid_mei&date=2024-03-01"),
              "08:00 早 theirs 1 | 08:00 早上好 mine 1 | 08:01 [表情] mine 47 | "
              "09:01 去吃饭吗 theirs 1 | 09:01 [系统] 对方撤回了一条消息 mine 10000 | "
              "16:00 [红包/转账] mine 49 | 16:01 [红包/转账] theirs 49");
}

TEST_F(Messages, a_month_lists_only_their_texts_unless_asked) {
    EXPECT_EQ(list("/api/contacts/messages/month?username=wxid_mei&month=2024-03"),
              "03-01 08:00 早 theirs 1 | 03-01 09:01 去吃饭吗 theirs 1 | "
              "03-02 00:20 晚安[月亮] theirs 1");
    EXPECT_NE(list("/api/contacts/messages/month?username=wxid_mei&month=2024-03&include_mine=true")
                  .find("早上好 mine"),
              std::string::npos);
}

TEST_F(Messages, search_looks_at_the_other_side_by_default_newest_first) {
    EXPECT_EQ(list("/api/contacts/search?username=wxid_mei&q=" + encoded("早")),
              "2024-03-01 08:00 早 theirs 1");
    EXPECT_EQ(list("/api/contacts/search?username=wxid_mei&include_mine=true&q=" + encoded("早")),
              "2024-03-01 08:00 早上好 mine 1 | 2024-03-01 08:00 早 theirs 1");
    EXPECT_EQ(list("/api/contacts/search?username=wxid_mei&q=%25"), "");
}

TEST_F(Messages, export_takes_one_bound_alone_and_else_the_index_range) {
    EXPECT_EQ(list("/api/contacts/export?username=wxid_mei&from=1709280060"),
              "2024-03-01 16:01 [红包/转账] theirs 49 | 2024-03-02 00:20 晚安[月亮] theirs 1");
    app_.index(0, 1709251200);
    EXPECT_EQ(list("/api/contacts/export?username=wxid_mei"), "2024-03-01 08:00 早 theirs 1");
    EXPECT_EQ(list("/api/contacts/export?username=wxid_mei&to=1709251230abc"),
              "2024-03-01 08:00 早 theirs 1 | 2024-03-01 08:00 早上好 mine 1");
}

TEST_F(Messages, active_dates_ascend_and_leave_out_notices) {
    EXPECT_EQ(app_.get("/api/contacts/active-dates?username=wxid_mei").body,
              R"({"dates":["2024-03-01","2024-03-02"]})");
}

TEST_F(Messages, unknown_people_and_dates_that_are_none_give_empty_lists) {
    for (const auto* target :
         {"/api/contacts/messages?username=nobody&date=2024-03-01",
          "/api/contacts/messages?username=wxid_mei&date=yesterday",
          "/api/contacts/messages?username=wxid_mei&date=2024-02-30",
          "/api/contacts/messages/month?username=wxid_mei&month=2024",
          "/api/contacts/search?username=nobody&q=x", "/api/contacts/export?username=nobody"})
        EXPECT_EQ(app_.get(target).body, "[]") << target;
}

TEST_F(Messages, missing_parameters_are_named) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"/api/contacts/messages?username=x", "username and date required"},
        {"/api/contacts/messages/month?month=2024-01", "username and month required"},
        {"/api/contacts/search?username=x&q=", "username and q required"},
        {"/api/contacts/search?username=x&q=%zz", "username and q required"},
        {"/api/contacts/export", "缺少 username 参数"},
        {"/api/contacts/active-dates", "username required"}};
    for (const auto& [target, sentence] : cases) {
        const auto reply = app_.get(target);
        EXPECT_EQ(reply.status, 400) << target;
        EXPECT_EQ(reply.body, "{\"error\":\"" + sentence + "\"}") << target;
    }
}

TEST_F(Messages, hostile_queries_find_nothing_and_break_nothing) {
    const std::string hostile[] = {
        "%",       "_", "'", "\"", "\\", "😀", std::string(200, 'x'), "'; drop table message; --",
        "\xff\xfe"};
    for (const auto& query : hostile)
        EXPECT_EQ(list("/api/contacts/search?username=wxid_mei&q=" + encoded(query)), "") << query;
    EXPECT_EQ(app_.get("/api/contacts/search?username=wxid_mei&q=" + std::string(300, 'x')).status,
              400);
}

TEST_F(Messages, another_method_is_405_with_the_allowed_ones) {
    const auto reply = app_.post("/api/contacts/messages");
    EXPECT_EQ(reply.status, 405);
    EXPECT_EQ(reply.body, R"({"error":"method not allowed"})");
    for (const auto* path : {"messages", "messages/month", "search", "export", "active-dates"})
        expect_only(app_, http::Method::get, std::string{"/api/contacts/"} + path);
}

}  // namespace
}  // namespace kith::test

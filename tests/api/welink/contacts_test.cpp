// W006, W007 through the router: the worked conversation of the archive contract gives its numbers.
#include "tests/api/asking.h"

namespace kith::test {
namespace {

class Contacts : public testing::Test {
  protected:
    Contacts() { app_.import(worked_archive(files_ / "archive")); }

    json::value contact(std::string_view username) {
        const auto list = app_.get("/api/contacts/stats").json();
        for (const auto& one : list.as_array())
            if (json::text_or_empty(json::find(one, "username")) == username) return one;
        ADD_FAILURE() << "no contact " << username;
        return json::object{};
    }
    static std::string text(const json::value& of, std::string_view name) {
        const auto* found = json::find(of, name);
        return found == nullptr ? "absent" : json::serialize(*found);
    }

    TempFolder files_;
    TestApp app_;
};

TEST_F(Contacts, the_worked_conversation_gives_the_numbers_of_the_contract) {
    const auto mei = contact("wxid_mei");
    EXPECT_EQ(text(mei, "total_messages"), "7");
    EXPECT_EQ(text(mei, "my_messages"), "3");
    EXPECT_EQ(text(mei, "their_messages"), "4");
    EXPECT_EQ(text(mei, "my_chars"), "3");
    EXPECT_EQ(text(mei, "their_chars"), "11");
    EXPECT_EQ(text(mei, "avg_msg_len"), "3.5");
    EXPECT_EQ(text(mei, "recall_count"), "1");
    EXPECT_EQ(text(mei, "emoji_count"), "1");
    EXPECT_EQ(text(mei, "money_count"), "2");
    EXPECT_EQ(text(mei, "first_msg"), "\"早\"");
    EXPECT_EQ(text(mei, "type_cnt"), R"({"文本":4,"红包":1,"表情":1,"转账":1})");
    EXPECT_EQ(text(mei, "peak_period"), "\"2024-03\"");
    EXPECT_EQ(text(mei, "peak_monthly"), "7");
    EXPECT_EQ(text(mei, "first_message_time"), "\"2024-03-01\"");
    EXPECT_EQ(text(mei, "last_message_time"), "\"2024-03-02\"");
    EXPECT_EQ(text(mei, "shared_groups_count"), "1");
    EXPECT_EQ(text(mei, "description"), "\"\"");
}

TEST_F(Contacts, who_never_wrote_is_listed_and_accounts_and_strangers_are_not) {
    const auto list = app_.get("/api/contacts/stats").json();
    ASSERT_EQ(list.as_array().size(), 2u);
    const auto silent = contact("wxid_null");
    EXPECT_EQ(text(silent, "total_messages"), "0");
    EXPECT_EQ(text(silent, "first_message_time"), "\"\"");
    EXPECT_EQ(text(silent, "first_message_ts"), "absent");
    EXPECT_EQ(text(silent, "type_cnt"), "{}");
}

TEST_F(Contacts, totals_are_sums_over_the_contacts) {
    const auto reply = app_.get("/api/global");
    ASSERT_EQ(reply.status, 200);
    const auto totals = reply.json();
    EXPECT_EQ(text(totals, "total_friends"), "2");
    EXPECT_EQ(text(totals, "zero_msg_friends"), "1");
    EXPECT_EQ(text(totals, "total_messages"), "7");
    EXPECT_EQ(text(totals, "busiest_day"), "\"2024-03-01\"");
    EXPECT_EQ(text(totals, "busiest_day_count"), "6");
    EXPECT_EQ(text(totals, "emoji_king"), "\"阿梅\"");
    EXPECT_EQ(text(totals, "group_monthly_trend"), R"({"2024-03":3})");
    EXPECT_EQ(text(totals, "type_mix"), text(totals, "type_distribution"));
}

TEST_F(Contacts, an_index_range_cuts_both_ends) {
    app_.index(1709251230, 1709280000);
    EXPECT_EQ(text(contact("wxid_mei"), "total_messages"), "4");
    EXPECT_EQ(text(contact("wxid_mei"), "first_msg"), "\"早上好\"");
}

TEST_F(Contacts, an_answer_the_client_has_is_not_sent_again) {
    const auto first = app_.get("/api/contacts/stats");
    const std::string tag{first.headers.get("ETag")};
    ASSERT_FALSE(tag.empty());
    const auto again = app_.get("/api/contacts/stats", {{"If-None-Match", tag}});
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
    // The tag is of the contents: another start gives the same, another range another one.
    app_.restart();
    EXPECT_EQ(app_.get("/api/contacts/stats", {{"If-None-Match", tag}}).status, 304);
    app_.index(1709251230, 1709280000);
    const auto other = app_.get("/api/contacts/stats", {{"If-None-Match", tag}});
    EXPECT_EQ(other.status, 200);
    EXPECT_NE(other.headers.get("ETag"), tag);
    const std::string totals{app_.get("/api/global").headers.get("ETag")};
    EXPECT_NE(totals, other.headers.get("ETag"));
    EXPECT_EQ(app_.get("/api/global", {{"If-None-Match", totals}}).status, 304);
}

TEST_F(Contacts, another_method_is_405) {
    expect_only(app_, http::Method::get, "/api/contacts/stats");
    expect_only(app_, http::Method::get, "/api/global");
}

TEST(ContactsWithoutArchive, answer_503_not_configured) {
    TestApp app;
    for (const auto* path : {"/api/contacts/stats", "/api/global", "/api/contacts/messages",
                             "/api/calendar/heatmap", "/api/search?q=x"}) {
        const auto reply = app.get(path);
        EXPECT_EQ(reply.status, 503) << path;
        EXPECT_EQ(reply.body, R"({"error":"not_configured"})") << path;
    }
}

TEST(ContactsBeforeTheIndex, are_empty_and_zero) {
    TempFolder files;
    TestApp app;
    app.app().archive().attach(worked_archive(files / "archive"), core::Counting::waits);
    app.settle();
    EXPECT_EQ(app.get("/api/contacts/stats").body, "[]");
    const std::string tag{app.get("/api/contacts/stats").headers.get("ETag")};
    EXPECT_EQ(app.get("/api/contacts/stats", {{"If-None-Match", tag}}).status, 304);
    EXPECT_EQ(json::serialize(app.get("/api/global").at("total_messages")), "0");
}

}  // namespace
}  // namespace kith::test

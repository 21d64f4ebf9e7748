// X03: all chats in columns, with a tag that changes with the store and with each start.
#include "tests/api/asking.h"

namespace kith::test {
namespace {

class OwnDirectory : public WorkedApp {
  protected:
    std::string tag() { return std::string{app_.get("/api/kith/directory").headers.get("ETag")}; }
    int status_for(const std::string& tag) {
        return app_.get("/api/kith/directory", {{"If-None-Match", tag}}).status;
    }
};

TEST_F(OwnDirectory, has_columns_of_one_length) {
    const auto reply = app_.get("/api/kith/directory");
    const auto ids = reply.at("ids").as_array().size();
    EXPECT_EQ(ids, 4u);  // two contacts, an official account and a group
    for (const auto* column :
         {"chats", "people", "names", "alt", "kind", "source", "count", "last_ts", "avatar"})
        EXPECT_EQ(reply.at(column).as_array().size(), ids) << column;
    expect_only(app_, http::Method::get, "/api/kith/directory");
}

TEST_F(OwnDirectory, is_sent_again_only_when_something_changed) {
    const auto first = tag();
    EXPECT_TRUE(first.starts_with('"') && first.ends_with('"')) << first;
    EXPECT_EQ(tag(), first);
    EXPECT_EQ(status_for(first), 304);
    EXPECT_EQ(status_for("\"other\", " + first), 304);
    EXPECT_EQ(status_for("\"other\""), 200);
    app_.import(core::write_chat(files_ / "amei.jsonl", core::small_talk()));
    EXPECT_EQ(status_for(first), 200);
    EXPECT_NE(tag(), first);
}

TEST_F(OwnDirectory, tags_of_an_earlier_start_are_not_believed) {
    const auto first = tag();
    app_.restart();  // generations are counted from the start: the same number may come again
    EXPECT_EQ(status_for(first), 200);
}

TEST(OwnDirectoryOfNothing, is_empty_columns) {
    TestApp app;
    const auto reply = app.get("/api/kith/directory");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(text_at(reply, "ids"), "[]");
    EXPECT_EQ(text_at(reply, "names"), "[]");
}

}  // namespace
}  // namespace kith::test

// V01 and V02.
#include "tests/api/sessions/served.h"

namespace kith::test {
namespace {

class SessionUsers : public ServedSessions {
  protected:
    std::string user(const std::string& id) {
        return post("/query_user_info", R"({"request_id":"r","user_id":)" + id + "}").body;
    }
};

TEST_F(SessionUsers, a_user_is_added_changed_and_read) {
    EXPECT_EQ(post("/add_user", R"({"request_id":"r","user_id":"wx_1","user_name":"阿梅 🙂 %'\"",
                                    "phone":"123","more":[1,2],"x":null})")
                  .body,
              R"({"request_id":"r","ok":0,"failed":""})");
    EXPECT_EQ(user("\"wx_1\""),
              R"({"request_id":"r","user_id":"wx_1","user_name":"阿梅 🙂 %'\"","phone":"123",)"
              R"("email":"","ok":0,"failed":""})");
    EXPECT_EQ(
        post("/add_user", R"({"request_id":"r","user_id":"wx_1","user_name":"","email":"a@b"})")
            .ok(),
        0);
    EXPECT_EQ(user("\"wx_1\""),
              R"({"request_id":"r","user_id":"wx_1","user_name":"","phone":"123",)"
              R"("email":"a@b","ok":0,"failed":""})");
}

TEST_F(SessionUsers, an_unknown_user_is_answered_with_all_fields) {
    const auto reply = post("/query_user_info", R"({"request_id":"r","user_id":"nobody"})");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, R"({"request_id":"r","user_id":"nobody","user_name":"","phone":"",)"
                          R"("email":"","ok":2,"failed":"user not found"})");
}

TEST_F(SessionUsers, a_number_is_a_user_id_too) {
    EXPECT_EQ(post("/add_user", R"({"user_id":42,"user_name":"n"})").ok(), 0);
    EXPECT_EQ(user("\"42\""), user("42"));
    EXPECT_NE(user("42").find(R"("user_name":"n")"), std::string::npos);
}

TEST_F(SessionUsers, each_field_has_its_limit) {
    const auto add = [&](const std::string& field, const std::string& value) {
        std::vector<std::pair<std::string, std::string>> members{{"user_id", "u"}};
        if (field != "user_name") members.emplace_back("user_name", "n");
        members.emplace_back(field, value);
        return post("/add_user", body(members));
    };
    const auto emoji = [](std::size_t count) {
        std::string made;
        for (std::size_t i = 0; i < count; ++i) made += "🙂";
        return made;
    };
    for (const auto& [field, longest] : std::vector<std::pair<std::string, std::size_t>>{
             {"user_name", 255}, {"phone", 20}, {"email", 255}}) {
        EXPECT_EQ(add(field, emoji(longest)).ok(), 0) << field;
        const auto refused = add(field, emoji(longest + 1));
        EXPECT_EQ(refused.status, 200);
        EXPECT_EQ(refused.body,
                  R"({"request_id":"r","ok":1,"failed":"bad request: )" + field + "\"}");
        EXPECT_EQ(add(field, std::string(64 * 1024, 'x')).ok(), 1);
        EXPECT_EQ(post("/add_user", R"({"user_id":"u","user_name":"n",")" + field + "\":7}").status,
                  400);
    }
    EXPECT_EQ(post("/add_user", R"({"user_id":"u","user_name":null})").status, 400);
    EXPECT_EQ(user("\"u\"").find("xxx"), std::string::npos);
}

TEST_F(SessionUsers, ids_that_look_alike_stay_apart) {
    const Strings ids{"a",    "A",           " a", "a\\u0000", "a\\u0000b",
                      "a\\n", "' or 1=1 --", "%",  "_",        "a%"};
    for (std::size_t i = 0; i < ids.size(); ++i)
        EXPECT_EQ(post("/add_user", R"({"user_id":")" + ids[i] + R"(","user_name":"n)" +
                                        std::to_string(i) + "\"}")
                      .ok(),
                  0);
    for (std::size_t i = 0; i < ids.size(); ++i)
        EXPECT_NE(user("\"" + ids[i] + "\"").find(R"("user_name":"n)" + std::to_string(i) + "\""),
                  std::string::npos)
            << ids[i];
}

}  // namespace
}  // namespace kith::test

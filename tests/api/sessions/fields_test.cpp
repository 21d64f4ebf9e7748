// Reading members of a request.
#include "api/sessions/fields.h"

#include "tests/store/made_store.h"

namespace kith::test {
namespace {

using api::sessions::Fields;
using store::reason_of;

template <class Use>
auto with(std::string body, Use use) {
    http::Request request;
    request.body = std::move(body);
    const http::Call call{request, {}, {}};
    return use(Fields{call});
}

TEST(SessionFields, an_id_is_a_text_or_an_integer) {
    const auto id = [](const std::string& value) {
        return with(R"({"user_id":)" + value + "}",
                    [](const Fields& fields) { return fields.id("user_id", 4); });
    };
    EXPECT_EQ(id(R"("a🙂b ")"), "a🙂b ");
    EXPECT_EQ(id("-12345"), "-12345");
    EXPECT_EQ(id("18446744073709551615"), "18446744073709551615");
    for (const auto* value : {"null", "\"\"", "true", "1.5", "[]", "{}"})
        EXPECT_EQ(reason_of([&] { id(value); }), "invalid bad_request") << value;
    EXPECT_EQ(reason_of([&] { id("\"abcde\""); }), "invalid bad_value");
}

TEST(SessionFields, a_text_that_is_absent_is_nothing_or_an_error) {
    with(R"({"a":null,"b":"","c":"x"})", [](const Fields& fields) {
        EXPECT_EQ(fields.optional_text("a", 9), std::nullopt);
        EXPECT_EQ(fields.optional_text("d", 9), std::nullopt);
        EXPECT_EQ(fields.optional_text("b", 9), "");
        EXPECT_EQ(fields.optional_id("b", 9), std::nullopt);
        EXPECT_EQ(fields.text("b", 9, Fields::Empty::yes), "");
        EXPECT_EQ(fields.text("c", 1, Fields::Empty::no), "x");
        EXPECT_EQ(reason_of([&] { fields.text("b", 9, Fields::Empty::no); }),
                  "invalid bad_request");
        EXPECT_EQ(reason_of([&] { fields.text("a", 9, Fields::Empty::yes); }),
                  "invalid bad_request");
    });
}

TEST(SessionFields, the_last_of_two_members_counts) {
    with(R"({"a":"1","a":"2"})",
         [](const Fields& fields) { EXPECT_EQ(fields.optional_text("a", 9), "2"); });
}

TEST(SessionFields, the_id_of_a_broken_request_is_read_as_well_as_it_can_be) {
    using api::sessions::request_id_of;
    EXPECT_EQ(request_id_of(R"({"request_id":"r","user_id":[]})"), "r");
    for (const auto* body : {"", "{", "[]", R"({"request_id":{}})"})
        EXPECT_EQ(request_id_of(body), "");
}

}  // namespace
}  // namespace kith::test

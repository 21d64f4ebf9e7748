// Tests of http/call.h: what a handler reads from its request.
#include "http/call.h"

#include <gtest/gtest.h>

namespace kith::http {
namespace {

struct NameBody {
    std::string name;
    int age = 7;
};
BOOST_DESCRIBE_STRUCT(NameBody, (), (name, age))

Request request_of(std::string target, std::string body = {}) {
    Request request;
    request.target = std::move(target);
    request.body = std::move(body);
    return request;
}

TEST(Call, body_reads_by_the_rules_of_its_surface) {
    const auto request = request_of("/", R"({"NAME":"阿梅"} trailing)");
    const Call strict{request, {}, {}};
    EXPECT_THROW(strict.body<NameBody>(), Error);
    const Call tolerant{
        request, {}, {}, {.keys = json::Keys::any_case, .trailing = json::Trailing::ignored}};
    EXPECT_EQ(tolerant.body<NameBody>().name, "阿梅");
    EXPECT_EQ(tolerant.body<NameBody>().age, 7);
}

TEST(Call, query_integers_have_a_loose_and_a_strict_form) {
    const auto request = request_of("/?from=12abc&to=x&year=2024&days=30d");
    const Call call{request, {}, {}};
    EXPECT_EQ(call.query_int("from", 0), 12);
    EXPECT_EQ(call.query_int("to", 5), 5);
    EXPECT_EQ(call.query_int("absent", -1), -1);
    EXPECT_EQ(call.query_whole("year"), 2024);
    EXPECT_EQ(call.query_whole("absent"), std::nullopt);
    try {
        call.query_whole("days");
        FAIL() << "30d is no integer";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::invalid);
        EXPECT_EQ(error.message(), "days: expected an integer");
    }
}

TEST(Call, booleans_are_exact_literals) {
    const auto request = request_of("/?refresh=1&mine=TRUE");
    const Call call{request, {}, {}};
    EXPECT_TRUE(call.query_is("refresh", "1"));
    EXPECT_FALSE(call.query_is("mine", "true"));
    EXPECT_FALSE(call.query_is("absent", ""));
    EXPECT_EQ(call.query_or("absent", "x"), "x");
}

TEST(Call, path_values_are_decoded_once) {
    const auto request = request_of("/x");
    const Call call{request, {{"a", "a%2Fb%2525"}, {"b", "%zz"}, {"c", "%ff"}}, {}};
    EXPECT_EQ(call.path("a"), "a/b%25");
    EXPECT_THROW(call.path("b"), Error);
    EXPECT_EQ(call.path("c"), "\xEF\xBF\xBD");
}

TEST(Call, cookies_are_found_by_their_whole_name) {
    auto request = request_of("/");
    request.headers.add("Cookie", "xid=1; id=2; empty=; id=3");
    const Call call{request, {}, {}};
    EXPECT_EQ(call.cookie("id"), "2");
    EXPECT_EQ(call.cookie("empty"), "");
    EXPECT_EQ(call.cookie("i"), std::nullopt);
}

TEST(Call, the_caller_is_whoever_a_guard_put) {
    const auto request = request_of("/");
    Call call{request, {}, {}};
    EXPECT_EQ(call.caller<int>(), nullptr);
    call.set_caller(42);
    ASSERT_NE(call.caller<int>(), nullptr);
    EXPECT_EQ(*call.caller<int>(), 42);
    EXPECT_EQ(call.caller<std::string>(), nullptr);
}

}  // namespace
}  // namespace kith::http

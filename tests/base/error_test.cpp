// Errors: what the client sees, what the log sees.
#include "base/error.h"

#include <gtest/gtest.h>

namespace kith {
namespace {

TEST(Errors, the_three_halves_stay_apart) {
    const auto error = Error{Errc::upstream, "the model did not answer", "ai_timeout"}.note(
        "host {} after {} s", "example.org", 5);
    EXPECT_EQ(error.message(), "the model did not answer");
    EXPECT_EQ(error.reason(), "ai_timeout");
    EXPECT_EQ(error.notes(), "host example.org after 5 s");
    EXPECT_STREQ(error.what(), "the model did not answer");
    // Not where this machine keeps its sources.
    EXPECT_TRUE(error.where().starts_with("tests/base/error_test.cpp:")) << error.where();
}

TEST(Errors, notes_are_added_up) {
    auto error = Error{Errc::internal, "x"};
    error.note("one").note("two {}", 2);
    EXPECT_EQ(error.notes(), "one; two 2");
}

TEST(Errors, require_throws_only_when_the_condition_fails) {
    EXPECT_NO_THROW(require(true, Errc::invalid, "never"));
    try {
        require(false, Errc::not_found, "no such message", "gone");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::not_found);
        EXPECT_EQ(error.reason(), "gone");
        EXPECT_EQ(name_of(error.code()), "not_found");
    }
}

}  // namespace
}  // namespace kith

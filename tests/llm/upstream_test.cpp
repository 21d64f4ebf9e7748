// Error texts: documented words, no keys, no cut characters.
#include "llm/upstream.h"

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace kith::llm {
namespace {

UpstreamError status_error(int status, std::string_view body,
                           const std::vector<std::string>& secrets = {}) {
    try {
        fail_with_status({}, status, body, std::chrono::seconds{3}, secrets);
    } catch (const UpstreamError& error) {
        return error;
    }
}

TEST(Upstream, a_status_is_told_with_the_beginning_of_the_body) {
    const auto error = status_error(401, R"({"error":"no"})");
    EXPECT_EQ(error.message(), R"(API 错误 401：{"error":"no"})");
    EXPECT_EQ(error.code(), Errc::upstream);
    EXPECT_EQ(error.reason(), "");
    EXPECT_EQ(error.status(), 401);
    EXPECT_EQ(error.retry_after(), std::chrono::seconds{3});
    EXPECT_EQ(status_error(500, std::string(200, 'x')).message(),
              "API 错误 500：" + std::string(200, 'x'));
    EXPECT_EQ(status_error(500, std::string(201, 'x')).message(),
              "API 错误 500：" + std::string(200, 'x') + "…");
}

TEST(Upstream, another_try_may_help_against_a_busy_or_broken_server) {
    using enum UpstreamError::Again;
    for (const int status : {408, 425, 429, 500, 502, 503, 504, 529}) {
        EXPECT_EQ(worth_another_try(status), yes) << status;
        EXPECT_EQ(status_error(status, "").reason(), "retry") << status;
    }
    for (const int status : {302, 400, 401, 403, 404, 413, 422, 501}) {
        EXPECT_EQ(worth_another_try(status), no) << status;
    }
}

TEST(Upstream, texts_are_cut_between_characters) {
    for (std::size_t pad = 0; pad < 4; ++pad) {
        const std::string text(pad, 'x');
        for (const auto* character : {"é", "中", "😀"}) {
            std::string whole = text;
            while (whole.size() < 300) whole += character;
            const auto cut = first_bytes(whole, kShownBytes);
            EXPECT_TRUE(text::valid_utf8(cut));
            EXPECT_EQ(cut.find("\xEF\xBF\xBD"), std::string::npos);
            EXPECT_LE(cut.size(), kShownBytes + std::string_view{"…"}.size());
            EXPECT_GT(cut.size(), kShownBytes - 4);
        }
    }
    EXPECT_TRUE(text::valid_utf8(first_bytes(std::string(500, '\x80'), kShownBytes)));
    EXPECT_EQ(first_bytes("a\xFF", 200), "a\xEF\xBF\xBD");
    EXPECT_EQ(first_bytes("", 200), "");
}

TEST(Upstream, keys_are_stars_before_the_text_is_cut) {
    const std::string key = "sk-1234567890";
    EXPECT_EQ(redacted("a " + key + key + " b", std::vector{key}), "a ****** b");
    const auto error = status_error(401, std::string(195, 'x') + key, {key});
    EXPECT_EQ(error.message(), "API 错误 401：" + std::string(195, 'x') + "***");
    EXPECT_EQ(redacted("a key of x", std::vector<std::string>{"x", ""}), "a key of x");
}

}  // namespace
}  // namespace kith::llm

// Cursors come back as they were given, and no other word is one.
#include "search/cursor.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace kith::search {
namespace {

std::string reason_of(std::string_view word, std::uint64_t query, Sort sort) {
    try {
        (void)decode_cursor(word, query, sort);
    } catch (const Error& error) {
        return error.code() == Errc::invalid ? error.reason() : "another code";
    }
    return "";
}

TEST(Cursor, comes_back_as_it_was) {
    for (const auto sort : {Sort::newest, Sort::oldest})
        for (const std::int64_t time : {0LL, 1'710'000'000LL, 4'133'980'799LL}) {
            const Cursor cursor{{time, 20'000'000}, sort, query_hash("爬山")};
            const auto back = decode_cursor(encode(cursor), query_hash("爬山"), sort);
            EXPECT_EQ(back.last, cursor.last);
            EXPECT_EQ(back.sort, sort);
        }
}

TEST(Cursor, belongs_to_one_query_and_one_order) {
    const auto word = encode({{1, 2}, Sort::newest, query_hash("a")});
    EXPECT_EQ(reason_of(word, query_hash("a"), Sort::newest), "");
    EXPECT_EQ(reason_of(word, query_hash("b"), Sort::newest), "bad_cursor");
    EXPECT_EQ(reason_of(word, query_hash("a"), Sort::oldest), "bad_cursor");
}

TEST(Cursor, every_changed_or_missing_letter_is_noticed) {
    const auto word = encode({{1'710'000'000, 42}, Sort::newest, 7});
    for (std::size_t i = 0; i < word.size(); ++i) {
        auto other = word;
        other[i] = other[i] == '1' ? '2' : '1';
        EXPECT_EQ(reason_of(other, 7, Sort::newest), "bad_cursor") << i;
        EXPECT_EQ(reason_of(word.substr(0, i), 7, Sort::newest), "bad_cursor") << i;
    }
}

TEST(Cursor, hostile_words_are_refused) {
    for (const std::string& word :
         {std::string{}, std::string(49, '\0'), std::string(49, 'n'), "n" + std::string(48, ' '),
          "n" + std::string(48, '\xFF'), "n-" + std::string(47, '0'), std::string(65'536, 'n'),
          std::string{"爬山"}})
        EXPECT_EQ(reason_of(word, 7, Sort::newest), "bad_cursor");
}

}  // namespace
}  // namespace kith::search

// The search language: a text becomes a tree of terms. Pure syntax: no archive, no clock. The
// language itself is described for its users in docs/search-language.md.
//
//   Query query = parse("爬山 from:阿梅 (after:2023 OR is:late) -饭");
//
// Anything that is not an operator of the language is looked for as it stands: `%`, `_`, `*` and
// "foo:bar" are ordinary text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/parse_values.h"
#include "search/parse_when.h"

namespace kith::search {

inline constexpr std::size_t kQueryCodePoints = 256;
inline constexpr std::size_t kQueryTerms = 64;
inline constexpr std::size_t kQueryDepth = 16;  // parentheses inside each other

// Code points of the query's text, [first, last).
struct Place {
    std::uint32_t first{}, last{};
    friend bool operator==(const Place&, const Place&) = default;
};

// A person or chat that a name may mean.
struct Choice {
    std::string id;    // "#12": may be written in place of the name
    std::string name;  // as shown
    bool group{};
    friend bool operator==(const Choice&, const Choice&) = default;
};

// Why a part of the query was left out, or (reason "ambiguous") what else it may mean. The rest of
// the query runs.
struct Problem {
    Place place;
    std::string reason;   // stable word: missing_value, unknown_value, unknown_name, ambiguous,
                          // not_available, unclosed, empty, misplaced
    std::string message;  // English sentence
    std::vector<Choice> choices;
};

struct Term {
    enum class About : std::uint8_t {
        words,  // folded: looked for in the texts
        chat,   // value: name of a chat; also `group` (groups only)
        group,
        sender,   // value: name of a person, or me
        with,     // value: name of a person, or me
        source,   // folded: network ("wechat")
        time,     // when
        hour,     // set: bit 0..23
        weekday,  // set: bit 0 = Sunday .. 6
        kind,     // set: bit = Kind
        state     // state
    };
    enum class Bound : std::uint8_t { on, after, before };

    About about{};
    Place place;            // of the whole term, operator included, a leading "-" not
    std::string value;      // as written, without quotes
    std::u16string folded;  // text::fold(value)
    bool me{};
    Bound bound{};
    When when;
    std::uint32_t set{};
    State state{};
};

struct Node {
    enum class Kind : std::uint8_t { term, all, any, none };  // none: not children[0]
    Kind kind{};
    std::size_t term{};  // index into Query::terms
    std::vector<Node> children;
};

struct Query {
    std::string text;  // repaired UTF-8
    Sort sort = Sort::newest;
    std::vector<Term> terms;
    std::optional<Node> root;       // nothing: no term is left, nothing is found
    std::vector<Problem> problems;  // by place
};

// Throws Error{invalid} for more than 256 code points, 64 terms or 16 levels. Any other text gives
// a query. O(length).
Query parse(std::string_view text);

// The tree in one line for tests and logs: (all "爬山" from:阿梅 (not "饭")).
std::string to_string(const Query& query);

}  // namespace kith::search

// See query.h.
#include "search/query.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "text/fold.h"

namespace kith::search {
namespace {

// Full-width forms stand for the ASCII signs.
char32_t narrow(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
    return c;
}

bool is_space(char32_t c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0 || c == 0x85 || c == 0xA0 ||
           c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

enum class Quote : std::uint8_t { none, straight, corner };

Quote quote_opened_by(char32_t c) {
    if (narrow(c) == '"' || c == 0x201C || c == 0x201D) return Quote::straight;
    if (c == 0x300C) return Quote::corner;
    return Quote::none;
}

bool closes(Quote quote, char32_t c) {
    if (quote == Quote::corner) return c == 0x300D;
    return quote_opened_by(c) == Quote::straight;
}

class Parser {
  public:
    explicit Parser(Query& out);
    void run();

  private:
    using Result = std::optional<Node>;

    char32_t at(std::size_t index) const { return index < points_.size() ? points_[index] : U'\0'; }
    char32_t sign(std::size_t index) const { return narrow(at(index)); }
    bool done() const { return at_ >= points_.size(); }
    // The end of a term at this place: blank, end, or the ")" of an open group.
    bool breaks(std::size_t index) const {
        return index >= points_.size() || is_space(points_[index]) ||
               (open_ > 0 && sign(index) == ')');
    }
    void skip_spaces();
    std::size_t or_length() const;
    std::string slice(std::size_t first, std::size_t last) const;
    Place place(std::size_t first, std::size_t last) const {
        return {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)};
    }
    void problem(Place where, std::string_view reason, std::string message);

    Result any();
    Result all();
    Result one();
    Result group();
    Result term();
    Result operation(Operator op, std::size_t begin);
    Result dated(Operator op, Term term);
    Result named(Operator op, Term term);
    Result chosen(Operator op, Term term);
    Result bad_value(Operator op, const Term& term, std::string_view wanted);
    Result add(Term term);
    std::optional<Operator> operator_here(std::size_t& value_at) const;
    std::string word();
    std::string quoted();
    std::string date_words(std::string first);

    Query& out_;
    std::u32string points_;
    std::size_t at_ = 0;
    std::size_t open_ = 0;    // groups
    std::size_t tokens_ = 0;  // terms, groups and strays read so far
};

Parser::Parser(Query& out) : out_{out} {
    for (std::string_view rest = out.text; !rest.empty();) {
        const auto point = text::first_code_point(rest);
        points_ += point.value;
        rest.remove_prefix(point.bytes);
    }
}

void Parser::problem(Place where, std::string_view reason, std::string message) {
    out_.problems.push_back({where, std::string{reason}, std::move(message), {}});
}

std::string Parser::slice(std::size_t first, std::size_t last) const {
    std::string out;
    for (; first < last; ++first) text::append_utf8(points_[first], out);
    return out;
}

void Parser::skip_spaces() {
    while (!done() && is_space(points_[at_])) ++at_;
}

// Length of an OR that stands alone here, 0 = there is none. A query that is nothing but this word
// looks for the word.
std::size_t Parser::or_length() const {
    std::size_t length = 0;
    if (sign(at_) == 'O' && sign(at_ + 1) == 'R') length = 2;
    if (at(at_) == U'或') length = at(at_ + 1) == U'者' ? 2 : 1;
    if (length == 0 || !(breaks(at_ + length) || sign(at_ + length) == '(')) return 0;
    const auto word = [](char32_t c) { return !is_space(c); };
    const auto words = static_cast<std::size_t>(std::ranges::count_if(points_, word));
    return words == length ? 0 : length;
}

void Parser::run() {
    out_.root = any();
    std::ranges::sort(out_.problems, {},
                      [](const Problem& p) { return std::pair{p.place.first, p.place.last}; });
}

std::optional<Node> joined(Node::Kind kind, std::vector<Node> children) {
    if (children.empty()) return std::nullopt;
    if (children.size() == 1) return std::move(children.front());
    return Node{kind, 0, std::move(children)};
}

Parser::Result Parser::any() {
    std::vector<Node> options;
    std::optional<Place> before;  // the OR that led here
    while (true) {
        const auto tokens = tokens_;
        if (auto option = all()) options.push_back(std::move(*option));
        const auto length = or_length();
        const Place next = place(at_, at_ + length);
        if (tokens_ == tokens && (before || length > 0))
            problem(before ? *before : next, "misplaced",
                    "OR needs something on both sides; \"or\" in quotes is a word");
        if (length == 0) break;
        before = next;
        at_ += length;
    }
    return joined(Node::Kind::any, std::move(options));
}

Parser::Result Parser::all() {
    std::vector<Node> parts;
    for (skip_spaces(); !breaks(at_) && or_length() == 0; skip_spaces())
        if (auto part = one()) parts.push_back(std::move(*part));
    return joined(Node::Kind::all, std::move(parts));
}

Parser::Result Parser::one() {
    ++tokens_;
    const auto begin = at_;
    const auto problems = out_.problems.size();
    const bool negative = sign(at_) == '-' && !breaks(at_ + 1);
    if (negative) ++at_;
    if (sign(at_) == ')') {
        ++at_;
        problem(place(at_ - 1, at_), "misplaced", "there is no parenthesis to close");
        return std::nullopt;
    }
    auto node = sign(at_) == '(' ? group() : term();
    if (!negative) return node;
    if (node) return Node{Node::Kind::none, 0, {std::move(*node)}};
    if (out_.problems.size() == problems)
        problem(place(begin, at_), "misplaced", "the order cannot be excluded");
    return std::nullopt;
}

Parser::Result Parser::group() {
    const auto begin = at_++;
    const auto problems = out_.problems.size();
    require(++open_ <= kQueryDepth, Errc::invalid, "the query has too many parentheses",
            "query_deep");
    auto node = any();
    --open_;
    if (done())
        problem(place(begin, begin + 1), "unclosed", "this parenthesis is not closed");
    else
        ++at_;
    if (!node && out_.problems.size() == problems)
        problem(place(begin, at_), "empty", "there is nothing between the parentheses");
    return node;
}

Parser::Result Parser::term() {
    const auto begin = at_;
    std::size_t value_at = 0;
    if (const auto op = operator_here(value_at)) {
        at_ = value_at;
        return operation(*op, begin);
    }
    Term term;
    term.about = Term::About::words;
    term.value = quote_opened_by(at(at_)) == Quote::none ? word() : quoted();
    term.place = place(begin, at_);
    term.folded = text::fold(term.value);
    if (term.folded.empty()) {
        problem(term.place, "empty", "there is nothing here to look for");
        return std::nullopt;
    }
    return add(std::move(term));
}

std::optional<Operator> Parser::operator_here(std::size_t& value_at) const {
    for (std::size_t length = 1; length <= kOperatorName; ++length) {
        if (sign(at_ + length) != ':') continue;
        value_at = at_ + length + 1;
        return operator_named(text::fold(slice(at_, std::min(at_ + length, points_.size()))));
    }
    return std::nullopt;
}

// Up to a blank. Parentheses inside a word belong to it as far as they match: f(x).
std::string Parser::word() {
    const auto begin = at_;
    std::size_t inside = 0;
    for (; !done() && !is_space(points_[at_]); ++at_) {
        if (sign(at_) == '(') ++inside;
        if (sign(at_) != ')') continue;
        if (inside > 0)
            --inside;
        else if (open_ > 0)
            break;
    }
    return slice(begin, at_);
}

std::string Parser::quoted() {
    const auto begin = at_++;
    const auto quote = quote_opened_by(points_[begin]);
    const auto first = at_;
    while (!done() && !closes(quote, points_[at_])) ++at_;
    const auto last = at_;
    if (done())
        problem(place(begin, begin + 1), "unclosed", "this quotation mark is not closed");
    else
        ++at_;
    return slice(first, last);
}

// Times may be several words: after:last month. Takes the fewest that make a time.
std::string Parser::date_words(std::string first) {
    constexpr int kMoreWords = 2;
    if (parse_when(text::fold(first))) return first;
    const auto start = at_;
    auto words = first;
    for (int i = 0; i < kMoreWords; ++i) {
        skip_spaces();
        if (breaks(at_)) break;
        words += ' ';
        words += word();
        if (parse_when(text::fold(words))) return words;
    }
    at_ = start;
    return first;
}

Parser::Result Parser::operation(Operator op, std::size_t begin) {
    if (breaks(at_)) {
        problem(place(begin, at_), "missing_value",
                std::string{name_of(op)} + ": needs a value right behind the colon");
        return std::nullopt;
    }
    const bool dates = op == Operator::after || op == Operator::before || op == Operator::on;
    Term term;
    if (quote_opened_by(at(at_)) != Quote::none)
        term.value = quoted();
    else
        term.value = dates ? date_words(word()) : word();
    term.place = place(begin, at_);
    term.folded = text::fold(term.value);
    if (dates) return dated(op, std::move(term));
    switch (op) {
        case Operator::in:
        case Operator::group:
        case Operator::from:
        case Operator::with:
        case Operator::source:
            return named(op, std::move(term));
        default:
            return chosen(op, std::move(term));
    }
}

Parser::Result Parser::dated(Operator op, Term term) {
    const auto when = parse_when(term.folded);
    if (!when) return bad_value(op, term, "a time such as 2024, 2024-03-15, 7d or last month");
    term.about = Term::About::time;
    term.when = *when;
    if (op == Operator::after) term.bound = Term::Bound::after;
    if (op == Operator::before) term.bound = Term::Bound::before;
    return add(std::move(term));
}

Parser::Result Parser::named(Operator op, Term term) {
    const bool me = means_me(term.folded);
    if (term.folded.empty()) return bad_value(op, term, "a name");
    switch (op) {
        case Operator::in:
            term.about = Term::About::chat;
            break;
        case Operator::group:
            term.about = Term::About::group;
            break;
        case Operator::source:
            term.about = Term::About::source;
            break;
        case Operator::with:
            if (me) return bad_value(op, term, "another person");
            term.about = Term::About::with;
            break;
        default:
            term.about = Term::About::sender, term.me = me;
    }
    return add(std::move(term));
}

Parser::Result Parser::chosen(Operator op, Term term) {
    std::optional<std::uint32_t> set;
    switch (op) {
        case Operator::hour:
            term.about = Term::About::hour, set = hours_of(term.folded);
            if (!set) return bad_value(op, term, "hours from 0 to 23, such as 8 or 22-3");
            break;
        case Operator::weekday:
            term.about = Term::About::weekday, set = weekdays_of(term.folded);
            if (!set) return bad_value(op, term, "0 (Sunday) to 6 (Saturday), or a name");
            break;
        case Operator::has:
            term.about = Term::About::kind, set = kinds_of(term.folded);
            break;
        case Operator::is: {
            term.about = Term::About::state;
            const auto state = state_named(term.folded);
            if (!state) return bad_value(op, term, {});
            term.state = *state;
            return add(std::move(term));
        }
        case Operator::sort: {
            const auto sort = sort_named(term.folded);
            if (!sort) return bad_value(op, term, {});
            out_.sort = *sort;
            return std::nullopt;
        }
        default:
            if (!is_mood(term.folded)) return bad_value(op, term, {});
            problem(term.place, "not_available", "moods of messages are not known yet");
            return std::nullopt;
    }
    if (!set) return bad_value(op, term, {});
    term.set = *set;
    return add(std::move(term));
}

// `wanted` empty: one of the operator's words.
Parser::Result Parser::bad_value(Operator op, const Term& term, std::string_view wanted) {
    std::string message = std::string{name_of(op)} + ": needs ";
    message += wanted;
    if (wanted.empty()) {
        message += "one of ";
        for (const auto value : values_of(op)) message += std::string{value} + ", ";
        message.resize(message.size() - 2);
    }
    problem(term.place, "unknown_value", std::move(message));
    return std::nullopt;
}

Parser::Result Parser::add(Term term) {
    require(out_.terms.size() < kQueryTerms, Errc::invalid, "the query has too many terms",
            "query_terms");
    out_.terms.push_back(std::move(term));
    return Node{Node::Kind::term, out_.terms.size() - 1, {}};
}

std::string_view name_of(Term::About about) {
    constexpr std::string_view kNames[] = {"",     "in",   "group",   "from", "with", "source",
                                           "time", "hour", "weekday", "has",  "is"};
    return kNames[static_cast<std::size_t>(about)];
}

void print(const Query& query, const Node& node, std::string& out) {
    if (node.kind == Node::Kind::term) {
        const Term& term = query.terms[node.term];
        constexpr std::string_view kBounds[] = {"on", "after", "before"};
        const auto name = term.about == Term::About::time
                              ? kBounds[static_cast<std::size_t>(term.bound)]
                              : name_of(term.about);
        out += name;
        out += name.empty() ? "\"" : ":";
        out += term.value;
        if (name.empty()) out += '"';
        return;
    }
    out += node.kind == Node::Kind::all ? "(all" : node.kind == Node::Kind::any ? "(any" : "(not";
    for (const auto& child : node.children) {
        out += ' ';
        print(query, child, out);
    }
    out += ')';
}

}  // namespace

Query parse(std::string_view text) {
    // The first test spares the work for a megabyte that somebody sends.
    require(text.size() <= 4 * kQueryCodePoints && text::length(text) <= kQueryCodePoints,
            Errc::invalid, "the query is too long", "query_long");
    Query query;
    query.text = text::repair_utf8(text);
    Parser{query}.run();
    return query;
}

std::string to_string(const Query& query) {
    std::string out;
    if (query.root) print(query, *query.root, out);
    return out;
}

}  // namespace kith::search

// See markup.h.
#include "sources/wechat/markup.h"

#include <algorithm>
#include <array>

namespace kith::sources::wechat {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// The length of an inline tag that starts the text, 0 when it is none.
std::size_t inline_tag(std::string_view text) {
    static constexpr std::array<std::string_view, 3> kTags{"a", "img", "_wc_custom_link_"};
    const std::size_t name_at = text.size() > 1 && text[1] == '/' ? 2 : 1;
    for (const auto tag : kTags) {
        if (text.substr(name_at, tag.size()) != tag) continue;
        const std::size_t after = name_at + tag.size();
        if (after >= text.size()) continue;
        if (!is_space(text[after]) && text[after] != '>' && text[after] != '/') continue;
        const auto end = text.find('>', after);
        return end == std::string_view::npos ? 0 : end + 1;
    }
    return 0;
}

}  // namespace

std::string_view attribute(std::string_view markup, std::string_view name) {
    for (std::size_t at = markup.find(name); at != std::string_view::npos;
         at = markup.find(name, at + 1)) {
        const std::size_t after = at + name.size();
        if (at == 0 || !is_space(markup[at - 1]) || after + 1 >= markup.size()) continue;
        if (markup[after] != '=') continue;
        const char quote = markup[after + 1];
        if (quote != '"' && quote != '\'') continue;
        const auto end = markup.find(quote, after + 2);
        if (end == std::string_view::npos) return {};
        return markup.substr(after + 2, end - after - 2);
    }
    return {};
}

std::string_view element(std::string_view markup, std::string_view name) {
    for (std::size_t at = markup.find(name); at != std::string_view::npos;
         at = markup.find(name, at + 1)) {
        const std::size_t after = at + name.size();
        if (at == 0 || markup[at - 1] != '<' || after >= markup.size()) continue;
        if (markup[after] != '>') continue;
        const auto end = markup.find('<', after);
        if (end == std::string_view::npos) return {};
        return markup.substr(after + 1, end - after - 1);
    }
    return {};
}

std::int64_t leading_number(std::string_view text) {
    std::int64_t number = 0;
    for (std::size_t i = 0; i < text.size() && i < 18 && is_digit(text[i]); ++i) {
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

std::string without_inline_tags(std::string_view notice) {
    std::string out;
    out.reserve(notice.size());
    for (std::size_t at = 0; at < notice.size();) {
        const auto open = std::min(notice.find('<', at), notice.size());
        out.append(notice.substr(at, open - at));
        if (open == notice.size()) break;
        const auto tag = inline_tag(notice.substr(open));
        if (tag == 0) out.push_back('<');
        at = open + std::max<std::size_t>(tag, 1);
    }
    return out;
}

std::int64_t clock_in(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return 0;
    std::size_t first = colon;
    while (first > 0 && colon - first < 4 && is_digit(text[first - 1])) --first;
    if (first == colon) return 0;
    std::int64_t seconds = leading_number(text.substr(first));
    std::size_t at = colon;
    for (int part = 0; part < 2 && at + 2 < text.size() && text[at] == ':'; ++part, at += 3) {
        if (!is_digit(text[at + 1]) || !is_digit(text[at + 2])) break;
        seconds = seconds * 60 + leading_number(text.substr(at + 1, 2));
    }
    return at == colon ? 0 : seconds;
}

}  // namespace kith::sources::wechat

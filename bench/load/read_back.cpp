// See read_back.h.
#include "bench/load/read_back.h"

#include <fmt/format.h>

#include <stdexcept>
#include <unordered_map>
#include <vector>

#include "json/value.h"

namespace kith::load {
namespace {

constexpr std::size_t kPage = 100;

}  // namespace

ReadBack read_back(const Target& target, const std::string& session,
                   const std::function<std::string(std::uint64_t)>& content, std::uint64_t count) {
    std::unordered_map<std::string, std::uint64_t> number_of;
    for (std::uint64_t i = 0; i < count; ++i) number_of.emplace(content(i), i);
    std::vector<std::uint32_t> seen(count);
    ReadBack found;
    std::uint64_t next = 0;
    for (std::size_t page = 1;; ++page) {
        const auto reply =
            ask(target, fmt::format("/api/message/list?session_id={}&page={}&page_size={}", session,
                                    page, kPage));
        if (reply.status != 200) {
            throw std::runtime_error{fmt::format("the list answered {}", reply.status)};
        }
        const auto answer = json::parse(reply.body);
        const auto& rows = answer.as_object().at("messages").as_array();
        for (const auto& row : rows) {
            const auto& text = row.as_object().at("msg_content").as_string();
            const auto at = number_of.find(std::string{text.data(), text.size()});
            if (at == number_of.end()) continue;
            if (++seen[at->second] > 1) {
                ++found.doubled;
                continue;
            }
            if (at->second < next) ++found.out_of_order;
            next = at->second + 1;
        }
        if (rows.size() < kPage) break;
    }
    for (const auto times : seen) found.missing += times == 0 ? 1 : 0;
    return found;
}

}  // namespace kith::load

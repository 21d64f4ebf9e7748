// Speed of JSON on the message page of the design: 56,718 messages of 8 fields, Chinese text, about
// 10 MB.
//     bench_json_json            all measurements, best of 7
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "json/json.h"

namespace kith::json {
namespace {

struct Message {
    std::int64_t id{};
    std::string message_id, session_id, from_user_id, msg_type, msg_content, created_at;
    bool from_ai = false;
};
BOOST_DESCRIBE_STRUCT(Message, (),
                      (id, message_id, session_id, from_user_id, msg_type, msg_content, created_at,
                       from_ai))

constexpr int kMessages = 56718;
constexpr int kRounds = 7;

std::vector<Message> messages() {
    const std::vector<std::string> words{"今天", "我们", "下午", "开会", "讨论",
                                         "项目", "，",   "好的", "收到", "吃饭",
                                         "了吗", "？",   "😀",   "ok ",  "2024"};
    std::uint32_t seed = 7;
    const auto next = [&] { return seed = seed * 1664525U + 1013904223U, seed >> 16; };
    std::vector<Message> out(kMessages);
    for (int i = 0; i < kMessages; ++i) {
        auto& one = out[static_cast<std::size_t>(i)];
        one = {i + 1000000,
               fmt::format("msg_{:08}", i),
               fmt::format("session_{}", i % 50),
               "user_17",
               "TEXT",
               "",
               "2024-05-01 20:11:07",
               i % 9 == 0};
        for (std::uint32_t n = next() % 10 + 1; n > 0; --n)
            one.msg_content += words[next() % words.size()];
    }
    return out;
}

// Best of kRounds, printed as MB/s of `bytes`.
template <class Work>
void measure(std::string_view name, std::size_t bytes, Work work) {
    double best = 1e9;
    for (int round = 0; round < kRounds; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        best = std::min(best, took.count());
    }
    fmt::print("{:<44} {:>8.0f} MB/s {:>8.2f} ms\n", name, static_cast<double>(bytes) / best / 1e6,
               best * 1e3);
}

void measure_all() {
    const auto page = messages();
    const auto text = write(page);
    const auto document = "{\"meta\":{},\"messages\":" + text + "}";
    std::string lines;
    for (const auto& one : page) lines += write(one) + '\n';
    fmt::print("{} messages, {} bytes\n", page.size(), text.size());
    std::size_t sum = 0;
    const auto feed = [](auto& stream, std::string_view all) {
        constexpr std::size_t kPiece = 256 << 10;
        for (std::size_t at = 0; at < all.size(); at += kPiece) stream.feed(all.substr(at, kPiece));
        stream.finish();
    };
    measure("write(vector of structs)", text.size(), [&] { sum += write(page).size(); });
    std::string room;
    measure("write_to a string that has the room", text.size(), [&] {
        room.clear();
        write_to(room, page);
        sum += room.size();
    });
    measure("write, one struct at a time", text.size(), [&] {
        for (const auto& one : page) sum += write(one).size();
    });
    const auto tree = parse(text);
    measure("serialize(tree)", text.size(), [&] { sum += serialize(tree).size(); });
    measure("parse(text)", text.size(), [&] { sum += parse(text).as_array().size(); });
    measure("from<vector>(tree)", text.size(),
            [&] { sum += from<std::vector<Message>>(tree).size(); });
    measure("read<vector>(text)", text.size(),
            [&] { sum += read<std::vector<Message>>(text).size(); });
    measure("DocumentStream, trees only", text.size(), [&] {
        DocumentStream stream{{"messages"}, [&](const Item&) { ++sum; }, {}};
        feed(stream, document);
    });
    measure("DocumentStream into structs", text.size(), [&] {
        DocumentStream stream{
            {"messages"},
            [&](const Item& item) { sum += from<Message>(item.value).msg_content.size(); },
            {}};
        feed(stream, document);
    });
    measure("LineStream, trees only", lines.size(), [&] {
        LineStream stream{[&](const Item&) { ++sum; }};
        feed(stream, lines);
    });
    fmt::print("(check {})\n", sum);
}

}  // namespace
}  // namespace kith::json

int main() {
    kith::json::measure_all();
}

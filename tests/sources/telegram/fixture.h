// Telegram exports written by hand, for the tests beside this file.
#pragma once

#include <string>
#include <vector>

#include "tests/sources/collect.h"

namespace kith::sources::telegram::test {

using sources::test::Folder;
using sources::test::known_from;
using sources::test::read_all;
using sources::test::read_chat;
using sources::test::sender_key;

inline constexpr std::int64_t kNoon = 1'709'265'600;  // 2024-03-01T04:00:00Z

inline std::string message(int id, const std::string& from, std::int64_t time,
                           const std::string& text, const std::string& more = {}) {
    return "{\"id\":" + std::to_string(id) +
           R"(,"type":"message","date":"2024-03-01T12:00:00","date_unixtime":")" +
           std::to_string(time) + R"(","from":"name of )" + from + R"(","from_id":")" + from +
           R"(","text":")" + text + '"' + more + '}';
}

inline std::string chat(const std::string& name, const std::string& type, const std::string& id,
                        const std::vector<std::string>& messages) {
    std::string out =
        R"({"name":)" + name + R"(,"type":")" + type + R"(","id":)" + id + R"(,"messages":[)";
    for (std::size_t i = 0; i < messages.size(); ++i) out += (i == 0 ? "\n" : ",\n") + messages[i];
    return out + "]}";
}

inline std::string account(const std::vector<std::string>& chats,
                           const std::vector<std::string>& left = {}) {
    const auto list = [](const std::vector<std::string>& all) {
        std::string out;
        for (std::size_t i = 0; i < all.size(); ++i) out += (i == 0 ? "" : ",\n") + all[i];
        return out;
    };
    return R"({"about":"Here is the data you requested.","personal_information":{"user_id":1,)"
           R"("first_name":"林","last_name":"苇","username":"@lin","phone_number":"+86 1"},)"
           R"("contacts":{"about":"c","list":[{"user_id":2,"first_name":"阿梅","last_name":"",)"
           R"("phone_number":"+86 2","date":"2020-01-01T00:00:00"},{"user_id":0,"first_name":"x"}]},)"
           R"("sessions":{"about":"s","list":[{"ip":"127.0.0.1"}]},"chats":{"about":"h","list":[)" +
           list(chats) + R"(]},"left_chats":{"about":"l","list":[)" + list(left) + "]}}";
}

inline std::unique_ptr<Source> open_path(const std::filesystem::path& path,
                                         const std::vector<Mark>& marks = {},
                                         const std::string& owner = {}) {
    return sources::open({"telegram", 1, path}, {.owner = owner, .known = known_from(marks)}, {});
}

}  // namespace kith::sources::telegram::test

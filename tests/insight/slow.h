// The same statistics the slow way: one loop over plain rows, the zone asked for every row, sums in
// maps. Written from the contract, shares nothing with the code it checks.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/zone.h"
#include "tests/insight/made.h"

namespace kith::insight::slow {

struct Chat {
    std::uint64_t total{}, mine{}, money{}, recalls{}, texts{}, sessions{}, my_sessions{}, night{};
    std::array<std::uint64_t, 2> chars{};
    std::int64_t first{}, last{};
    std::array<std::uint64_t, 24> hours{};
    std::array<std::uint64_t, 7> weekdays{};
    std::map<std::string, std::uint64_t> days, months, my_months;
    std::map<std::string, std::uint64_t> labels;
    std::map<int, std::uint64_t> kinds[2];
    std::map<std::int64_t, std::uint64_t> senders;
    std::string first_text;
};

inline std::size_t code_points(const std::string& text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

inline bool inside(std::int64_t time, store::Range range) {
    return (range.from == 0 || time >= range.from) && (range.to == 0 || time <= range.to);
}

inline std::string label(Kind kind) {
    static const std::map<Kind, std::string> kLabels{
        {Kind::text, "文本"},       {Kind::image, "图片"},     {Kind::voice, "语音"},
        {Kind::video, "视频"},      {Kind::sticker, "表情"},   {Kind::card, "名片"},
        {Kind::place, "位置"},      {Kind::call, "通话"},      {Kind::system, "系统"},
        {Kind::red_packet, "红包"}, {Kind::transfer, "转账"},  {Kind::quote, "引用"},
        {Kind::mini_app, "小程序"}, {Kind::link, "链接/文件"}, {Kind::file, "链接/文件"},
        {Kind::channel, "视频号"},  {Kind::other_app, "其他"}, {Kind::other, "其他"}};
    return kLabels.at(kind);
}

struct Rules {
    Zone zone = Zone::named("Asia/Shanghai");
    store::Range range;
    int night_start = 0, night_end = 5;
    std::int64_t gap = 21'600;
};

inline void add_row(Chat& chat, const made::Chat& source, const made::Row& row, const Rules& rules,
                    std::int64_t& before) {
    const bool mine = (row.flags & kMine) != 0;
    const auto local = rules.zone.local(row.time);
    const auto day = format_date(day_of(local.date));
    const auto month = day.substr(0, 7);
    if (chat.total++ == 0) chat.first = row.time;
    chat.last = row.time;
    if (mine) ++chat.mine;
    ++chat.hours[static_cast<std::size_t>(local.hour)];
    ++chat.weekdays[static_cast<std::size_t>(local.weekday)];
    ++chat.days[day];
    ++chat.months[month];
    if (mine) ++chat.my_months[month];
    if (row.kind == Kind::red_packet) ++chat.money;
    if (row.kind == Kind::transfer && (row.flags & kReceipt) == 0) ++chat.money;
    const bool wraps = rules.night_start > rules.night_end;
    const bool after = local.hour >= rules.night_start, until = local.hour < rules.night_end;
    if (wraps ? after || until : after && until) ++chat.night;
    ++chat.labels[label(row.kind)];
    ++chat.kinds[mine ? 1 : 0][static_cast<int>(row.kind)];
    if (chat.total == 1 || row.time - before > rules.gap) {
        ++chat.sessions;
        if (mine) ++chat.my_sessions;
    }
    before = row.time;
    if (row.kind == Kind::text && !row.text.empty() && (row.flags & kSystemPhrase) == 0) {
        ++chat.texts;
        chat.chars[mine ? 1 : 0] += code_points(row.text);
        if (chat.texts == 1) chat.first_text = row.text;
    }
    if (row.sender != made::kNobody) ++chat.senders[source.people[row.sender]];
}

inline Chat count(const made::Chat& source, const Rules& rules) {
    Chat chat;
    std::int64_t before = 0;
    for (const auto& row : source.rows) {
        if (!inside(row.time, rules.range) || (row.flags & kDeleted) != 0) continue;
        if (row.kind == Kind::system) {
            if ((row.flags & kRevokeNotice) != 0) ++chat.recalls;
            continue;
        }
        add_row(chat, source, row, rules, before);
    }
    return chat;
}

}  // namespace kith::insight::slow

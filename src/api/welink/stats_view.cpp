// See stats_view.h.
#include "api/welink/stats_view.h"

namespace kith::api::welink {
namespace {

std::map<std::string, std::uint64_t> by_word(const insight::LabelCounts& counts) {
    std::map<std::string, std::uint64_t> words;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] != 0)
            words.emplace(insight::word_of(static_cast<insight::Label>(i)), counts[i]);
    return words;
}

std::map<std::string, std::uint64_t> by_month(const std::vector<insight::MonthCount>& months) {
    std::map<std::string, std::uint64_t> named;
    for (const auto& month : months)
        if (month.total != 0) named.emplace(insight::format_month(month.month), month.total);
    return named;
}

ContactView view(const insight::ContactStats& row) {
    const auto& person = *row.person;
    ContactView shown;
    shown.username = person.key;
    shown.nickname = person.nick;
    shown.remark = person.remark;
    shown.alias = person.alias;
    shown.flag = person.source_flag;
    shown.big_head_url = person.avatar_big;
    shown.small_head_url = person.avatar;
    shown.total_messages = row.total;
    shown.their_messages = row.theirs;
    shown.my_messages = row.mine;
    shown.their_chars = row.their_chars;
    shown.my_chars = row.my_chars;
    shown.first_message_time = row.first_date;
    shown.last_message_time = row.last_date;
    shown.first_message_ts.value = row.stats->first;
    shown.last_message_ts.value = row.stats->last;
    shown.first_msg = row.stats->first_text;
    shown.emoji_count = row.stickers;
    shown.type_cnt = by_word(row.labels);
    for (const auto& [word, count] : shown.type_cnt)
        shown.type_pct.emplace(word, insight::percent(count, row.total));
    shown.shared_groups_count = row.shared_groups;
    if (row.peak) {
        shown.peak_monthly = row.peak->total;
        shown.peak_period = insight::format_month(row.peak->month);
    }
    shown.recent_monthly = row.recent;
    shown.recall_count = row.recalls;
    shown.avg_msg_len = row.average_chars;
    shown.money_count = row.money;
    if (row.chat) shown.chat = std::to_string(row.chat.value);
    return shown;
}

}  // namespace

std::vector<ContactView> contact_views(const insight::Board& board) {
    std::vector<ContactView> views;
    views.reserve(board.contacts.size());
    for (const auto& row : board.contacts) views.push_back(view(row));
    return views;
}

GlobalView global_view(const insight::GlobalStats& stats) {
    GlobalView shown;
    shown.total_friends = stats.contacts;
    shown.zero_msg_friends = stats.silent_contacts;
    shown.total_messages = stats.messages;
    if (stats.busiest_day) {
        shown.busiest_day = format_date(stats.busiest_day->day);
        shown.busiest_day_count = stats.busiest_day->total;
    }
    shown.midnight_champ = stats.night_champion;
    shown.emoji_king = stats.sticker_king;
    shown.monthly_trend = by_month(stats.months);
    shown.group_monthly_trend = by_month(stats.group_months);
    shown.hourly_heatmap = stats.hours;
    shown.group_hourly_heatmap = stats.group_hours;
    shown.type_mix = by_word(stats.labels);
    shown.type_distribution = shown.type_mix;
    for (const auto& owl : stats.night_owls)
        shown.late_night_ranking.push_back(
            {owl.name, owl.night, owl.total, owl.share_percent, owl.key});
    return shown;
}

}  // namespace kith::api::welink

// Statistics under the wire names of surface W (archive contract §6.1, §6.2).
#pragma once

#include <boost/describe.hpp>

#include <array>
#include <map>
#include <string>
#include <vector>

#include "insight/board.h"
#include "json/json.h"

namespace kith::api::welink {

struct ContactView {
    std::string username, nickname, remark, alias;
    std::int64_t flag{};
    std::string description, big_head_url, small_head_url;
    std::uint64_t total_messages{}, their_messages{}, my_messages{}, their_chars{}, my_chars{};
    std::string first_message_time, last_message_time;
    json::OmitDefault<std::int64_t> first_message_ts, last_message_ts;
    std::string first_msg;
    std::uint64_t emoji_count{};
    std::map<std::string, double> type_pct;
    std::map<std::string, std::uint64_t> type_cnt;
    std::uint32_t shared_groups_count{};
    std::uint64_t peak_monthly{};
    std::string peak_period;
    std::uint64_t recent_monthly{}, recall_count{};
    double avg_msg_len{};
    std::uint64_t money_count{};
    std::string chat;  // for our own page: opens the conversation
};
BOOST_DESCRIBE_STRUCT(ContactView, (),
                      (username, nickname, remark, alias, flag, description, big_head_url,
                       small_head_url, total_messages, their_messages, my_messages, their_chars,
                       my_chars, first_message_time, last_message_time, first_message_ts,
                       last_message_ts, first_msg, emoji_count, type_pct, type_cnt,
                       shared_groups_count, peak_monthly, peak_period, recent_monthly, recall_count,
                       avg_msg_len, money_count, chat))

struct NightView {
    std::string name;
    std::uint64_t late_night_count{}, total_messages{};
    double ratio{};
    std::string username;
};
BOOST_DESCRIBE_STRUCT(NightView, (), (name, late_night_count, total_messages, ratio, username))

struct GlobalView {
    std::uint64_t total_friends{}, zero_msg_friends{}, total_messages{};
    std::string busiest_day;
    std::uint64_t busiest_day_count{};
    std::string midnight_champ, emoji_king;
    std::map<std::string, std::uint64_t> monthly_trend, group_monthly_trend;
    std::array<std::uint64_t, 24> hourly_heatmap{}, group_hourly_heatmap{};
    std::map<std::string, std::uint64_t> type_mix, type_distribution;
    std::vector<NightView> late_night_ranking;
};
BOOST_DESCRIBE_STRUCT(GlobalView, (),
                      (total_friends, zero_msg_friends, total_messages, busiest_day,
                       busiest_day_count, midnight_champ, emoji_king, monthly_trend,
                       group_monthly_trend, hourly_heatmap, group_hourly_heatmap, type_mix,
                       type_distribution, late_night_ranking))

std::vector<ContactView> contact_views(const insight::Board& board);
GlobalView global_view(const insight::GlobalStats& stats);

}  // namespace kith::api::welink

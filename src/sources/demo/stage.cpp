// See stage.h.
#include "sources/demo/stage.h"

#include <fmt/format.h>

#include <algorithm>

#include "json/write.h"
#include "sources/demo/payload.h"

namespace kith::sources::demo {
namespace {

constexpr std::uint32_t kOwnerIndex = 0;
constexpr std::string_view kAfterMention = "\u2005";
constexpr std::size_t kSkipped = static_cast<std::size_t>(-1);

// How often, of 1000 said lines.
constexpr int kStickers = 38, kPictures = 10, kSlips = 4, kEdits = 2, kVoices = 9;
constexpr int kQuotes = 22, kGroupQuotes = 75;
constexpr std::size_t kQuoteReach = 5;  // messages back
constexpr std::int64_t kPauseBetweenScenes = 420;

}  // namespace

Stage::Stage(const Cast& cast, const Words& words, Room room, std::uint64_t seed)
    : cast_{cast}, words_{words}, room_{std::move(room)}, dice_{seed_for(seed, room_.key)} {
    // 42 bits that tell chats apart above 20 that count messages.
    key_base_ = static_cast<std::int64_t>(dice_.next() >> 22) << 20;
}

std::int64_t Stage::ends() const {
    return messages_.empty() ? 0 : clock_;
}

std::string Stage::name_here(std::uint32_t person) const {
    for (const auto& member : room_.members)
        if (member.person == person && !member.name.empty()) return member.name;
    return shown_name(cast_.actors[person].person);
}

// The members in front of the list are chosen more often: the better of two draws.
Stage::Players Stage::choose_players(const Scene& scene, int days_ago) {
    Players out;
    out.fill(kNobody);
    std::vector<std::uint32_t> free;
    for (std::size_t i = 0; i < room_.members.size(); ++i) {
        const bool here = days_ago <= room_.stays[i].since && days_ago >= room_.stays[i].until;
        if (here && room_.members[i].person != kOwnerIndex) free.push_back(room_.members[i].person);
    }
    const auto take = [&](char who, std::uint32_t person) {
        out[static_cast<std::size_t>(who - 'A')] = person;
        std::erase(free, person);
    };
    for (const auto& [who, key] : scene.cast) {
        const auto person = cast_.find(key);
        if (!person || !std::ranges::count(free, *person)) refuse(scene.at, "no player " + key);
        take(who, *person);
    }
    for (const auto& line : scene.lines) {
        if (line.who < 'A' || out[static_cast<std::size_t>(line.who - 'A')] != kNobody) continue;
        if (free.empty()) refuse(line.at, "more speakers than members");
        const auto last = static_cast<std::int64_t>(free.size()) - 1;
        const auto drawn = std::min(dice_.between(0, last), dice_.between(0, last));
        take(line.who, free[static_cast<std::size_t>(drawn)]);
    }
    return out;
}

void Stage::bind_names(const Players& players, Bound& bound) const {
    for (std::size_t i = 0; i < players.size(); ++i) {
        if (players[i] == kNobody) continue;
        const char letter = static_cast<char>('A' + i);
        const auto& actor = cast_.actors[players[i]];
        const auto nick = name_here(players[i]);
        bound[fmt::format("at{}", letter)] = fmt::format("@{}{}", nick, kAfterMention);
        bound[std::string{letter}] = actor.call.empty() ? nick : actor.call;
    }
    bound["atme"] = fmt::format("@{}{}", name_here(kOwnerIndex), kAfterMention);
    if (room_.group()) return;
    bound["you"] = cast_.actors[room_.peer].call;
    bound["me"] = cast_.actors[room_.peer].calls_me;
}

std::uint32_t Stage::speaker(const SceneLine& line) const {
    if (line.who == kMe) return kOwnerIndex;
    const auto who =
        line.who == kPeer ? room_.peer : players_[static_cast<std::size_t>(line.who - 'A')];
    if (who == kNobody) refuse(line.at, "nobody here speaks this line");
    return who;
}

std::int64_t Stage::pause_before(const SceneLine& line) {
    if (line.wait >= 0) return line.wait + dice_.between(1, 50);
    if (messages_.size() == scene_start_) return dice_.between(0, 40);
    const auto who = speaker(line);
    if (messages_.back().sender == who) return dice_.between(2, 14);
    if (room_.group() || who == kOwnerIndex) return dice_.between(5, 70);
    const auto pace = cast_.actors[who].pace_seconds;
    return dice_.between(pace / 3 + 1, pace * 2 + 1);
}

Message& Stage::add(std::uint32_t sender, Kind kind, std::int64_t raw_type, std::string text) {
    const auto index = static_cast<std::int64_t>(messages_.size()) + 1;
    messages_.push_back({.time = clock_ * 1000,
                         .sequence = index,
                         .sender = sender,
                         .kind = kind,
                         .flags = static_cast<std::uint8_t>(sender == kOwnerIndex ? kMine : 0),
                         .raw_type = raw_type,
                         .source_key = key_base_ + index,
                         .text = std::move(text)});
    return messages_.back();
}

void Stage::notice(std::string text, std::int64_t raw_type) {
    add(kNobody, Kind::system, raw_type, std::move(text));
}

void Stage::play(const Scene& scene, std::int64_t start, int days_ago) {
    if (!messages_.empty()) start = std::max(start, clock_ + kPauseBetweenScenes);
    clock_ = start;
    scene_start_ = messages_.size();
    said_.clear();
    players_.fill(kNobody);
    if (room_.group()) players_ = choose_players(scene, days_ago);
    Bound bound;
    bind_names(players_, bound);
    for (const auto& line : scene.lines) {
        said_.push_back(kSkipped);
        if (line.maybe && dice_.permille(500)) continue;
        clock_ += pause_before(line);
        std::vector<std::string> fields;
        for (const auto& field : line.fields)
            fields.push_back(words_.fill(line.at, field, bound, dice_));
        write(line, words_.fill(line.at, line.text, bound, dice_), std::move(fields));
    }
}

void Stage::write(const SceneLine& line, std::string text, std::vector<std::string> fields) {
    const auto sender = speaker(line);
    switch (line.mark) {
        case Mark::say:
            return say(line, std::move(text));
        case Mark::quote: {
            const auto back = static_cast<std::size_t>(number(line.at, fields[0], 1, 20));
            if (back >= said_.size()) refuse(line.at, "a quote of a line before the scene");
            const auto quoted = said_[said_.size() - 1 - back];
            if (quoted == kSkipped) return say(line, std::move(text));
            return quote(sender, std::move(text), quoted);
        }
        case Mark::edit:
            add(sender, Kind::text, kTextType, std::move(text)).flags |= kEdited;
            break;
        case Mark::phrase:
            add(sender, Kind::text, kTextType, std::move(text)).flags |= kSystemPhrase;
            break;
        case Mark::notice:
            return notice(std::move(text), kNoticeType);
        case Mark::recall:
            if (fields[0] == "kept" && !text.empty()) {
                add(sender, Kind::text, kTextType, std::move(text)).flags |= kRecalled;
            } else {
                if (!text.empty() || (fields[0] != "notice" && fields[0] != "message"))
                    refuse(line.at, "a recall is notice, message, or kept and its text");
                slip(sender, fields[0]);
            }
            break;
        case Mark::transfer:
            return pay(line, fields);
        case Mark::packet:
            said_.back() = messages_.size();
            return give_packet(sender, fields);
        default:
            return show(line, fields);
    }
    said_.back() = messages_.size() - 1;
}

void Stage::say(const SceneLine& line, std::string text) {
    const auto sender = speaker(line);
    const bool official = !room_.group() && cast_.actors[room_.peer].person.is_official;
    if (!official && dice_.permille(kSlips)) {
        slip(sender, dice_.permille(500) ? "notice" : "message");
        clock_ += dice_.between(4, 20);
    }
    if (!official && dice_.permille(room_.group() ? kGroupQuotes : kQuotes)) {
        if (const auto quoted = something_to_quote(sender)) {
            return quote(sender, std::move(text), *quoted);
        }
    }
    said_.back() = messages_.size();
    auto& message = add(sender, Kind::text, kTextType, std::move(text));
    if (dice_.permille(kEdits)) message.flags |= kEdited;
    if (!official) decorate(sender);
}

// A sticker, a picture or a voice clip after something that was said.
void Stage::decorate(std::uint32_t sender) {
    const auto drawn = static_cast<int>(dice_.between(0, 999));
    if (drawn >= kStickers + kPictures + kVoices) return;
    const Mark mark = drawn < kStickers               ? Mark::sticker
                      : drawn < kStickers + kPictures ? Mark::image
                                                      : Mark::voice;
    clock_ += dice_.between(2, 15);
    const std::string seconds[] = {std::to_string(dice_.between(2, 48))};
    const auto payload = payload_of({}, mark, seconds, cast_, dice_);
    add(sender, payload.kind, payload.raw_type, "").body = json::write_sparse(payload.details);
}

// Somebody takes a message back: the archive keeps the notice alone, in one of two shapes.
void Stage::slip(std::uint32_t sender, std::string_view how) {
    auto text = sender == kOwnerIndex ? std::string{"你撤回了一条消息"}
                                      : fmt::format("\"{}\" 撤回了一条消息", name_here(sender));
    notice(std::move(text), how == "message" ? kRevokeType : kNoticeType);
    messages_.back().flags |= kRevokeNotice;
}

std::optional<std::size_t> Stage::something_to_quote(std::uint32_t sender) {
    const auto first =
        std::max(scene_start_, messages_.size() > kQuoteReach ? messages_.size() - kQuoteReach : 0);
    std::vector<std::size_t> fit;
    for (std::size_t i = first; i < messages_.size(); ++i)
        if (messages_[i].sender != sender && messages_[i].sender != kNobody) fit.push_back(i);
    if (fit.empty()) return std::nullopt;
    return dice_.pick(std::span{fit});
}

void Stage::quote(std::uint32_t sender, std::string text, std::size_t quoted) {
    const auto& old = messages_[quoted];
    Details details;
    details.quote_id = std::to_string(old.source_key);
    details.quote_key = cast_.actors[old.sender].person.key;
    details.quote_name = name_here(old.sender);
    details.quote_text = in_one_line(old.kind, old.text);
    details.quote_time = old.time / 1000;
    said_.back() = messages_.size();
    add(sender, Kind::quote, kQuoteType, std::move(text)).body = json::write_sparse(details);
}

// A transfer and what the other side does with it, tied together by one id.
void Stage::pay(const SceneLine& line, std::span<const std::string> fields) {
    if (room_.group()) refuse(line.at, "a transfer in a group");
    const auto sender = speaker(line);
    const auto other = sender == kOwnerIndex ? room_.peer : kOwnerIndex;
    const bool back = fields.size() == 3 && fields[2] == "back";
    if (fields.size() == 3 && !back) refuse(line.at, "a transfer is accepted or 'back'");
    Details details{.pay_amount = fmt::format("￥{}", fields[0]), .pay_memo = fields[1]};
    details.pay_id = fmt::format("1000{:018}", dice_.next() % 1'000'000'000'000'000'000);
    details.pay_step = 1;
    const auto text = fields[1].empty() ? std::string{"转账"} : fmt::format("转账：{}", fields[1]);
    said_.back() = messages_.size();
    add(sender, Kind::transfer, kTransferType, text).body = json::write_sparse(details);
    clock_ += dice_.between(20, 900);
    details.pay_step = back ? 4 : 3;
    auto& receipt = add(other, Kind::transfer, kTransferType, back ? "已退还" : "已收款");
    receipt.body = json::write_sparse(details);
    receipt.flags |= kReceipt;
}

void Stage::give_packet(std::uint32_t sender, std::span<const std::string> fields) {
    const Details details{.pay_amount = fmt::format("￥{}", fields[0]), .pay_memo = fields[1]};
    add(sender, Kind::red_packet, kPacketType, fields[1]).body = json::write_sparse(details);
    const auto opened = [&](std::uint32_t by) {
        clock_ += dice_.between(3, 60);
        if (by == kOwnerIndex) {
            notice(fmt::format("你领取了{}的红包", name_here(sender)), kNoticeType);
        } else if (sender == kOwnerIndex) {
            notice(fmt::format("{}领取了你的红包", name_here(by)), kNoticeType);
        }
    };
    if (!room_.group()) return opened(sender == kOwnerIndex ? room_.peer : kOwnerIndex);
    for (const auto& member : room_.members)
        if (member.person != sender && dice_.permille(600)) opened(member.person);
}

void Stage::show(const SceneLine& line, std::span<const std::string> fields) {
    auto payload = payload_of(line.at, line.mark, fields, cast_, dice_);
    said_.back() = messages_.size();
    add(speaker(line), payload.kind, payload.raw_type, std::move(payload.text)).body =
        json::write_sparse(payload.details);
}

}  // namespace kith::sources::demo

// One chat being written: scenes go in, messages come out, with waits between them, quotes of what
// was said, receipts of payments, and what people do besides talking.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/details.h"
#include "sources/demo/cast.h"
#include "sources/demo/dice.h"
#include "sources/demo/scene.h"
#include "sources/demo/words.h"
#include "sources/source.h"

namespace kith::sources::demo {

// Who is in a chat.
struct Room {
    std::string key;
    std::uint32_t peer = kNobody;     // direct chats
    std::span<const Member> members;  // groups; most talkative first
    std::span<const Stay> stays;      // of each member
    bool group() const { return peer == kNobody; }
};

// One thread. Keeps references to cast, words and the room's members.
class Stage {
  public:
    Stage(const Cast& cast, const Words& words, Room room, std::uint64_t seed);

    // Writes the scene from `start` (Unix seconds) on; a start before the last message is moved
    // behind it. In groups those members speak who are there on that day. Throws Error{invalid}
    // when a line cannot be filled in.
    void play(const Scene& scene, std::int64_t start, int days_ago);
    // Unix seconds of the last message, 0 = none yet.
    std::int64_t ends() const;
    std::vector<Message> take() && { return std::move(messages_); }

  private:
    using Players = std::array<std::uint32_t, 6>;  // 'A' to 'F'

    Players choose_players(const Scene& scene, int days_ago);
    void bind_names(const Players& players, Bound& bound) const;
    std::uint32_t speaker(const SceneLine& line) const;
    std::int64_t pause_before(const SceneLine& line);
    Message& add(std::uint32_t sender, Kind kind, std::int64_t raw_type, std::string text);
    void notice(std::string text, std::int64_t raw_type);
    std::string name_here(std::uint32_t person) const;

    void write(const SceneLine& line, std::string text, std::vector<std::string> fields);
    void say(const SceneLine& line, std::string text);
    void decorate(std::uint32_t sender);
    void slip(std::uint32_t sender, std::string_view how);
    void quote(std::uint32_t sender, std::string text, std::size_t quoted);
    std::optional<std::size_t> something_to_quote(std::uint32_t sender);
    void pay(const SceneLine& line, std::span<const std::string> fields);
    void give_packet(std::uint32_t sender, std::span<const std::string> fields);
    void show(const SceneLine& line, std::span<const std::string> fields);

    const Cast& cast_;
    const Words& words_;
    Room room_;
    Dice dice_;
    std::int64_t key_base_{};
    std::int64_t clock_{};  // Unix seconds of the message being written
    Players players_{};
    std::size_t scene_start_{};      // index of the scene's first message
    std::vector<std::size_t> said_;  // message index of each line of the scene so far
    std::vector<Message> messages_;
};

}  // namespace kith::sources::demo

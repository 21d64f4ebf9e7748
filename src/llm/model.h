// A model that chats: one interface for all providers and for the one inside.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/stop.h"
#include "json/value.h"

namespace kith::llm {

enum class Speaker { system, user, assistant };

struct Turn {
    Speaker speaker{};
    std::string text;
};

// JSON that the answer must be. Providers that cannot constrain get it as an instruction.
struct Shape {
    std::string name;  // letters, digits, _
    json::value schema;
};

struct Ask {
    std::vector<Turn> turns;
    std::optional<Shape> shape;
    std::optional<double> temperature;       // none: the provider's own
    std::optional<std::int64_t> max_tokens;  // of the answer; none: the provider's own
    std::string conversation;  // requests of equal value share their beginning: they keep one slot
};

// A piece as it arrives; one of the two is empty.
struct Piece {
    std::string_view text, thinking;
};
// On the calling thread. May throw to end the request.
using OnPiece = std::function<void(const Piece& piece)>;

struct Usage {
    std::int64_t prompt_tokens{}, completion_tokens{};  // 0 = not told
    double first_seconds{}, seconds{};                  // until the first piece, until the end
};

struct Answer {
    std::string text, thinking;
    Usage usage;
};

// Any thread, any number at once.
class Model {
  public:
    virtual ~Model() = default;

    virtual std::string_view provider() const = 0;  // "openai", "ollama", "local", …
    virtual std::string_view name() const = 0;      // of the model

    // Streams when `on_piece` is given, else asks for the whole answer. Throws Error: invalid
    // (configuration; the message is the surface's literal), upstream (no connection, a status
    // other than 200, a broken reply; reason "retry" when another try may help: connection, 429,
    // 5xx), timeout, and what Stop throws within 50 ms of the request to stop.
    virtual Answer chat(const Ask& ask, const OnPiece& on_piece, const Stop& stop) = 0;
};

}  // namespace kith::llm

// Claude through Anthropic's own interface.
//
// Wire format: docs.anthropic.com/en/api/messages. What is sent: ai.md 4.3.
#pragma once

#include "base/clock.h"
#include "llm/model.h"
#include "llm/profile.h"
#include "net/client.h"

namespace kith::llm {

class Anthropic final : public Model {
  public:
    Anthropic(Profile profile, net::Client& client, const Clock& clock)
        : profile_{std::move(profile)}, client_{client}, clock_{clock} {}

    std::string_view provider() const override { return profile_.provider; }
    std::string_view name() const override { return profile_.model; }
    Answer chat(const Ask& ask, const OnPiece& on_piece, const Stop& stop) override;

  private:
    Profile profile_;
    net::Client& client_;
    const Clock& clock_;
};

}  // namespace kith::llm

// Claude through AWS Bedrock.
//
// Wire format: docs.aws.amazon.com/bedrock/latest/APIReference, InvokeModel and
// InvokeModelWithResponseStream; the body is Anthropic's. What is sent: ai.md 4.4.
#pragma once

#include "base/clock.h"
#include "llm/model.h"
#include "llm/profile.h"
#include "net/client.h"

namespace kith::llm {

// The key is "accessKeyId:secretAccessKey"; the region is the label after "bedrock-runtime." in the
// base URL, else us-east-1.
class Bedrock final : public Model {
  public:
    Bedrock(Profile profile, net::Client& client, const Clock& clock)
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

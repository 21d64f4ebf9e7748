// Shorthands for asking a model that a stand-in answers. For tests of llm/.
#pragma once

#include <gtest/gtest.h>

#include <stdexcept>

#include "base/clock.h"
#include "llm/factory.h"
#include "llm/upstream.h"
#include "net/curl_client.h"
#include "tests/support/stand_in.h"

namespace kith::llm {

inline constexpr std::string_view kCanary = "sk-CANARY-7f3a9d-do-not-show";

// Everything that was seen of one request.
struct Outcome {
    Answer answer;
    std::vector<std::string> pieces;  // "+text" or "~thinking"
    std::optional<Errc> failed;
    std::string message, reason, notes;
    int status = 0;
    std::optional<std::chrono::seconds> retry_after;

    bool shows(std::string_view part) const {
        return (message + reason + notes).find(part) != std::string::npos;
    }
};

enum class How { streamed, whole };

inline Outcome ask(Model& model, const Ask& what, How how = How::streamed, const Stop& stop = {}) {
    Outcome out;
    const OnPiece keep = [&](const Piece& piece) {
        EXPECT_NE(piece.text.empty(), piece.thinking.empty());
        out.pieces.push_back(piece.text.empty() ? "~" + std::string{piece.thinking}
                                                : "+" + std::string{piece.text});
    };
    const auto failed = [&](const Error& error) {
        out.failed = error.code();
        out.message = error.message();
        out.reason = error.reason();
        out.notes = error.notes();
    };
    try {
        out.answer = model.chat(what, how == How::streamed ? keep : OnPiece{}, stop);
    } catch (const UpstreamError& error) {
        failed(error);
        out.status = error.status();
        out.retry_after = error.retry_after();
    } catch (const Error& error) {
        failed(error);
    }
    EXPECT_FALSE(out.shows(kCanary)) << out.message << out.notes;
    return out;
}

inline Ask hello() {
    return {.turns = {{Speaker::system, "Be brief."}, {Speaker::user, "你好"}}};
}

// A profile of a provider at an address, with the canary as its key.
inline Profile profile_at(std::string provider, std::string base_url, std::string model = "m-1") {
    Profile out;
    out.provider = std::move(provider);
    out.base_url = std::move(base_url);
    out.model = std::move(model);
    out.api_key = Secret{std::string{kCanary}};
    return out;
}

// A client and a clock to make models with.
struct World {
    net::CurlClient client;
    FixedClock clock{from_seconds(1'440'938'160)};  // 2015-08-30 12:36:00 UTC

    std::shared_ptr<Model> model(const Profile& profile, KeySource key = {}) {
        return make_model(profile, client, clock, std::move(key));
    }
};

// What a server sends before it hangs up: any bytes.
inline tests::StandIn sends(std::string bytes) {
    return tests::StandIn{[bytes = std::move(bytes)](const tests::Asked&, net::Peer& peer) {
        peer.send(bytes);
        peer.hang_up();
    }};
}

// An event stream of these data lines, its end marked by the connection's.
inline std::string stream_of(const std::vector<std::string>& data) {
    auto out = tests::head_of("text/event-stream", "Connection: close\r\n");
    for (const auto& line : data) out += "data: " + line + "\n\n";
    return out;
}

}  // namespace kith::llm

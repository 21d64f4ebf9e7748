// I06: the WebSocket of one user.
#include <utility>

#include "api/im/im.h"
#include "api/im/missed.h"
#include "json/json.h"
#include "text/utf8.h"

namespace kith::api::im {
namespace {

constexpr int kFramesPerSecond = 20, kFloodSeconds = 5;
constexpr std::size_t kFrameBytes = 64 * 1024;
constexpr std::size_t kEchoPoints = 48;  // of an unknown type
constexpr int kPortions = 20;            // of what was missed, for one question

constexpr std::string_view kNoJson = "消息格式错误，必须是有效的 JSON",
                           kUnknownType = "未知的消息类型: ", kEmpty = "消息内容不能为空",
                           kLong = "消息内容过长", kNotStored = "发送消息失败",
                           kBad = "请求参数错误", kReused = "client_id 已用于另一条消息",
                           kNoMessage = "消息不存在";

std::string type_of(const json::value& frame) {
    const auto* type = json::find(frame, "type");
    return type != nullptr && type->is_string() ? std::string{json::view(type->get_string())}
                                                : std::string{};
}

// What a type is called that we do not know.
std::string shown_type(const json::value& frame) {
    const auto* type = json::find(frame, "type");
    const auto text = type == nullptr     ? "null"
                      : type->is_string() ? type_of(frame)
                                          : json::serialize(*type);
    return std::string{text::first_code_points(text, kEchoPoints)};
}

// What the client wants beyond the contract.
struct Wishes {
    std::string after;  // "" = nothing was missed
    Pieces pieces = Pieces::not_wanted;
};

class UserSocket final : public http::Socket {
  public:
    UserSocket(const Parts& parts, std::string user, Wishes wishes)
        : desk_{parts.desk},
          sessions_{parts.sessions},
          replies_{parts.replies},
          user_{std::move(user)},
          wishes_{std::move(wishes)} {}

    void opened(std::shared_ptr<http::SocketWriter> out) override {
        peer_ = std::make_shared<Peer>(std::move(out), wishes_.pieces);
        peer_->answer(welcome(user_));
        if (wishes_.after.empty()) return desk_.hub().join(user_, peer_);
        peer_->begin_catching_up();
        desk_.hub().join(user_, peer_);
        catch_up(wishes_.after);
    }

    void text(std::string message) override {
        json::value frame;
        try {
            frame = json::parse(message);
        } catch (const Error&) {  // any broken text
            return say("INVALID_FORMAT", kNoJson);
        }
        if (!frame.is_object()) return say("INVALID_FORMAT", kNoJson);
        const auto type = type_of(frame);
        if (type == "send_message") return send(frame);
        if (type == "ping") return peer_->answer(pong(json::find(frame, "timestamp")));
        if (type == "resume") return resume(frame);
        say("UNKNOWN_MESSAGE_TYPE", std::string{kUnknownType} + shown_type(frame));
    }

    void failed(const Error& error) override { refuse(error, {}); }

    void closed() override {
        if (peer_) desk_.hub().leave(user_, peer_);
    }

  private:
    void send(const json::value& frame);
    void resume(const json::value& frame);
    void catch_up(std::string_view after);
    void refuse(const Error& error, std::string_view client_id) const;
    void say(FrameCode code, std::string_view message, std::string_view client_id = {}) const {
        peer_->answer(error_frame(std::move(code), message, client_id));
    }

    Desk& desk_;
    const core::Sessions& sessions_;
    const core::Replies& replies_;
    const std::string user_;
    const Wishes wishes_;
    std::shared_ptr<Peer> peer_;
};

void UserSocket::send(const json::value& frame) {
    const auto* key = json::find(frame, "client_id");
    Draft draft{.session = user_, .sender = user_};
    if (key != nullptr && key->is_string()) draft.client_key = json::view(key->get_string());
    try {
        draft.text = checked_content(json::find(frame, "content"));
        require(key == nullptr || key->is_null() || key->is_string(), Errc::invalid,
                "client_id: expected a text");
        check_key(draft.client_key);
        // To all connections; the one that sent it learns its own name for it, too.
        const auto told = [&hub = desk_.hub(), user = user_, mine = peer_,
                           key = draft.client_key](const core::SessionMessage& message) {
            hub.tell(user, message_sent(message), message.id, key.empty() ? nullptr : mine);
            if (!key.empty()) mine->tell(message_sent(message, key), message.id);
        };
        const auto question = desk_.send(draft, told);
        if (question.repeated) peer_->answer(message_sent(question.message, draft.client_key));
    } catch (const Error& error) {
        refuse(error, draft.client_key.size() <= kKeyBytes ? draft.client_key : std::string{});
    }
}

void UserSocket::resume(const json::value& frame) {
    const auto after = json::text_or_empty(json::find(frame, "after"));
    peer_->begin_catching_up();
    catch_up(after);
}

// The connection is kept back meanwhile.
void UserSocket::catch_up(std::string_view after) {
    try {
        const auto session = desk_.session(user_).id;
        std::string from{after};
        for (int portion = 0;; ++portion) {
            const auto missed = missed_after(sessions_, replies_, session, from,
                                             portion == 0 ? Portion::first : Portion::next);
            for (const auto& frame : missed.frames) peer_->answer(frame);
            const bool complete = !peer_->lost_some() && missed.complete;
            if (complete || portion == kPortions || !peer_->wait_for_room())
                return peer_->end_catching_up(missed.last, complete, missed.last_key);
            from = missed.last_key;
        }
    } catch (const Error& error) {
        // What happens from now on is told; what was missed has to be asked for otherwise.
        if (error.reason() == "no_message") {
            say("UNKNOWN_MESSAGE_ID", kNoMessage);
        } else {
            refuse(error, {});
        }
        peer_->give_up_catching_up();
    }
}

void UserSocket::refuse(const Error& error, std::string_view client_id) const {
    if (error.reason() == "content_empty") return say(kContentEmpty, kEmpty, client_id);
    if (error.reason() == "content_long") return say(kContentLong, kLong, client_id);
    if (error.reason() == "key_reused") return say("CLIENT_ID_REUSED", kReused, client_id);
    if (error.code() == Errc::invalid) return say(kBadFrame, kBad, client_id);
    say("SEND_MESSAGE_FAILED", kNotStored, client_id);
}

}  // namespace

void socket_routes(http::Routes on, const Parts& parts) {
    http::SocketLimits limits;
    limits.message_bytes = kFrameBytes;
    limits.frames_per_second = kFramesPerSecond;
    limits.flood_seconds = kFloodSeconds;
    limits.open = parts.settings.sockets;
    on.waits()
        .socket("/ws/{user_id}", limits,
                [parts](http::Call& call) -> std::unique_ptr<http::Socket> {
                    auto user = call.path("user_id");
                    check_name(user);
                    const auto ticket = call.query("ticket");
                    require(!ticket || parts.tickets.use(*ticket, user), Errc::unauthorized,
                            "this ticket is not valid", "ticket");
                    Wishes wishes{call.query_or("after", ""), call.query_is("stream", "1")
                                                                  ? Pieces::wanted
                                                                  : Pieces::not_wanted};
                    return std::make_unique<UserSocket>(parts, std::move(user), std::move(wishes));
                })
        .describe({.summary = "I06 The WebSocket of a user",
                   .query = {{"after", "replay what came after this message"},
                             {"stream", "1: replies also in pieces"},
                             {"ticket", "of POST /api/im/ticket"}}});
}

}  // namespace kith::api::im

// See frames.h.
#include "api/im/frames.h"

#include "core/replies/replies.h"
#include "json/json.h"

namespace kith::api::im {
namespace {

constexpr int kFailed = 2001, kTimedOut = 2002;

struct Welcome {
    std::string type, message, user_id;
};
BOOST_DESCRIBE_STRUCT(Welcome, (), (type, message, user_id))

struct Sent {
    std::string type, message_id, content;
    json::OmitDefault<std::string> client_id;
};
BOOST_DESCRIBE_STRUCT(Sent, (), (type, message_id, content, client_id))

struct Reply {
    std::string type, message_id, content, user_message_id;
};
BOOST_DESCRIBE_STRUCT(Reply, (), (type, message_id, content, user_message_id))

struct Delta {
    std::string type, user_message_id;
    std::size_t offset{};
    std::string content;
};
BOOST_DESCRIBE_STRUCT(Delta, (), (type, user_message_id, offset, content))

struct Failure {
    std::string type;
    FrameCode code;
    std::string message;
    json::OmitDefault<std::string> user_message_id, detail, client_id;
};
BOOST_DESCRIBE_STRUCT(Failure, (), (type, code, message, user_message_id, detail, client_id))

struct Pong {
    std::string type;
    json::value timestamp;
};
BOOST_DESCRIBE_STRUCT(Pong, (), (type, timestamp))

struct Resumed {
    std::string type, message_id;
    bool complete{};
};
BOOST_DESCRIBE_STRUCT(Resumed, (), (type, message_id, complete))

template <class T>
Frame frame(const T& content) {
    return std::make_shared<const std::string>(json::write(content));
}

std::string text(std::string_view view) {
    return std::string{view};
}

}  // namespace

Frame welcome(std::string_view user) {
    return frame(Welcome{"welcome", "欢迎，" + text(user) + "！", text(user)});
}

Frame message_sent(const core::SessionMessage& message, std::string_view client_id) {
    return frame(Sent{"message_sent", message.key, message.text, {text(client_id)}});
}

Frame ai_reply(const core::SessionMessage& answer, std::string_view question) {
    return frame(Reply{"ai_reply", answer.key, answer.text, text(question)});
}

Frame ai_delta(std::string_view question, std::size_t offset, std::string_view piece) {
    return frame(Delta{"ai_delta", text(question), offset, text(piece)});
}

Frame error_frame(FrameCode code, std::string_view message, std::string_view client_id) {
    return frame(Failure{.type = "error",
                         .code = std::move(code),
                         .message = text(message),
                         .client_id = {text(client_id)}});
}

Frame reply_failed(std::string_view question, std::string_view cause) {
    const bool late = cause == core::kReplyTimedOut;
    return frame(Failure{.type = "error",
                         .code = late ? kTimedOut : kFailed,
                         .message = text(late ? core::kReplyTimedOut : core::kReplyFailed),
                         .user_message_id = {text(question)},
                         .detail = {text(cause)}});
}

Frame pong(const json::value* timestamp) {
    return frame(Pong{"pong", timestamp == nullptr ? json::value{} : *timestamp});
}

Frame resumed(std::string_view message, bool complete) {
    return frame(Resumed{"resumed", text(message), complete});
}

}  // namespace kith::api::im

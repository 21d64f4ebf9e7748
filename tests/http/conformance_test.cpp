// RFC 6455 and 7692 as a table, told to a real server over TCP: what is sent, what must come back.
#include <vector>

#include "http/socket_deflate.h"

#include "tests/http/deflated.h"
#include "tests/http/frames.h"
#include "tests/http/server_fixture.h"

namespace kith::http {
namespace {

using namespace test;

constexpr std::size_t kMessageBytes = 200'000;
constexpr std::string_view kOffer = "Sec-WebSocket-Extensions: permessage-deflate\r\n";

// The answers are "text:…", "binary:…", "pong:…", "close:code", with spaces between; long payloads
// by their length.
struct Case {
    std::string name, sends, answers;
};

std::string shown(std::string_view kind, const std::string& payload) {
    const bool is_long = payload.size() > 200;
    return std::string{kind} + (is_long ? '#' + std::to_string(payload.size()) : ':' + payload) +
           ' ';
}

// Everything until the server closes, and that it does.
std::string answers_of(Client& client, Inflater* inflater) {
    std::string all;
    for (;;) {
        auto got = receive(client);
        EXPECT_FALSE(got.masked);
        EXPECT_TRUE(got.final);
        if (got.reserved == 4 && inflater && (got.opcode == kText || got.opcode == kBinary)) {
            std::string out;
            EXPECT_EQ(inflater->inflate(got.payload, kMessageBytes, out), Inflater::Result::ok);
            got.payload = std::move(out);
        } else {
            EXPECT_EQ(got.reserved, 0);
        }
        if (got.opcode == kText) all += shown("text", got.payload);
        if (got.opcode == kBinary) all += shown("binary", got.payload);
        if (got.opcode == kPong) all += shown("pong", got.payload);
        if (got.opcode == kClose) {
            all += "close:" + std::to_string(close_code_of(got));
            EXPECT_TRUE(client.closed()) << "something after the closing frame";
            return all;
        }
        if (got.opcode < 0) return all + "(nothing more)";
    }
}

class Echo final : public Socket {
  public:
    void opened(std::shared_ptr<SocketWriter> out) override { out_ = std::move(out); }
    void text(std::string message) override { out_->send(std::move(message)); }
    void binary(std::string bytes) override {
        out_->send_binary(std::make_shared<const std::string>(std::move(bytes)));
    }
    void failed(const Error&) override {}
    void closed() override {}

  private:
    std::shared_ptr<SocketWriter> out_;
};

class Conformance : public ServerTest {
  protected:
    Conformance() {
        const SocketLimits limits{.message_bytes = kMessageBytes, .binary = Binary::taken};
        const auto make = [](Call&) { return std::make_unique<Echo>(); };
        on.socket("/t/echo", limits, make).immediate();
        on.socket("/t/lane", limits, make);
        on.socket("/t/text", {.message_bytes = kMessageBytes}, make);
    }
    std::unique_ptr<Client> connected(std::string_view more = "",
                                      std::string_view path = "/t/echo") {
        auto client = std::make_unique<Client>(address());
        const auto answer = client->ask(handshake(path, more));
        EXPECT_EQ(answer.status, 101);
        EXPECT_EQ(answer.field("Sec-WebSocket-Accept"), kAccept);
        if (!more.empty()) {
            EXPECT_NE(answer.field("Sec-WebSocket-Extensions"), "");
        }
        return client;
    }
    void expect(const Case& one, std::string_view more = "", std::string_view path = "/t/echo") {
        SCOPED_TRACE(one.name);
        Inflater inflater;
        const auto client = connected(more, path);
        client->send(one.sends);
        EXPECT_EQ(answers_of(*client, more.empty() ? nullptr : &inflater), one.answers);
    }
    void expect_all(const std::vector<Case>& cases, std::string_view more = "") {
        const auto serving = start();
        for (const auto& one : cases) expect(one, more);
    }
};

const std::string kBye = close_frame(1000);

TEST_F(Conformance, framing_of_all_lengths) {
    std::vector<Case> cases;
    for (const std::size_t size : {0, 1, 124, 125, 126, 127, 128, 65'535, 65'536, 65'537}) {
        const std::string payload(size, '*');
        const auto number = std::to_string(size);
        cases.push_back({"text " + number, frame(kText, payload) + kBye,
                         shown("text", payload) + "close:1000"});
        cases.push_back({"binary " + number, frame(kBinary, payload) + kBye,
                         shown("binary", payload) + "close:1000"});
    }
    cases.push_back(
        {"not the shortest of 2", frame(kText, "x", {.length_bytes = 2}), "close:1002"});
    cases.push_back(
        {"not the shortest of 8", frame(kText, "x", {.length_bytes = 8}), "close:1002"});
    cases.push_back(
        {"the highest bit", std::string{"\x81\xFF\x80", 3} + std::string(11, '\0'), "close:1002"});
    cases.push_back({"not masked", frame(kText, "x", {.masked = false}), "close:1002"});
    cases.push_back(
        {"masked with zeros", frame(kText, "Hello", {.mask = {}}) + kBye, "text:Hello close:1000"});
    expect_all(cases);
}

TEST_F(Conformance, pings_and_pongs) {
    std::string ten, pongs;
    for (int i = 0; i < 10; ++i) {
        ten += frame(kPing, "p" + std::to_string(i));
        pongs += "pong:p" + std::to_string(i) + ' ';
    }
    const std::string full(125, '\xFE');
    expect_all({
        {"empty", frame(kPing, "") + kBye, "pong: close:1000"},
        {"text", frame(kPing, "Hello") + kBye, "pong:Hello close:1000"},
        {"125 bytes that are no text", frame(kPing, full) + kBye, "pong:" + full + " close:1000"},
        {"126 bytes", frame(kPing, full + 'x'), "close:1002"},
        {"a pong nobody asked for", frame(kPong, "") + frame(kPong, "x") + kBye, "close:1000"},
        {"a pong of 126 bytes", frame(kPong, full + 'x'), "close:1002"},
        {"ten", ten + kBye, pongs + "close:1000"},
    });
}

TEST_F(Conformance, reserved_bits_and_opcodes) {
    std::vector<Case> cases;
    for (int bits = 1; bits < 8; ++bits) {
        const auto number = std::to_string(bits);
        cases.push_back({"text with bits " + number,
                         frame(kText, "ok") + frame(kText, "x", {.reserved = bits}),
                         "text:ok close:1002"});
        cases.push_back(
            {"ping with bits " + number, frame(kPing, "x", {.reserved = bits}), "close:1002"});
        cases.push_back(
            {"close with bits " + number, frame(kClose, "", {.reserved = bits}), "close:1002"});
    }
    for (const int opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
        const auto number = std::to_string(opcode);
        cases.push_back({"opcode " + number, frame(opcode, ""), "close:1002"});
        cases.push_back({"opcode with text " + number, frame(kText, "ok") + frame(opcode, "x"),
                         "text:ok close:1002"});
        cases.push_back({"opcode inside a message " + number, part(kText, "a") + frame(opcode, "x"),
                         "close:1002"});
    }
    expect_all(cases);
}

TEST_F(Conformance, fragments) {
    expect_all({
        {"two", part(kText, "ab") + frame(0, "cd") + kBye, "text:abcd close:1000"},
        {"binary", part(kBinary, "\xFF") + frame(0, "\xFE") + kBye, "binary:\xFF\xFE close:1000"},
        {"empty ones", part(kText, "") + part(0, "") + frame(0, "") + kBye, "text: close:1000"},
        {"ping inside", part(kText, "ab") + frame(kPing, "p") + frame(0, "cd") + kBye,
         "pong:p text:abcd close:1000"},
        {"pong inside", part(kText, "ab") + frame(kPong, "p") + frame(0, "cd") + kBye,
         "text:abcd close:1000"},
        {"close inside", part(kText, "ab") + kBye, "close:1000"},
        {"ping in pieces", part(kPing, "p") + frame(0, "q"), "close:1002"},
        {"pong in pieces", part(kPong, "p") + frame(0, "q"), "close:1002"},
        {"close in pieces", part(kClose, "\x03") + frame(0, "\xE8"), "close:1002"},
        {"nothing to continue", frame(0, "x") + frame(kText, "y"), "close:1002"},
        {"nothing to continue, in pieces", part(0, "x"), "close:1002"},
        {"a message inside another", part(kText, "a") + frame(kText, "b"), "close:1002"},
        {"another kind inside", part(kText, "a") + frame(kBinary, "b"), "close:1002"},
        {"a continuation after the end", part(kText, "a") + frame(0, "b") + frame(0, "c"),
         "text:ab close:1002"},
        {"many",
         part(kText, "0") +
             [] {
                 std::string all;
                 for (int i = 0; i < 999; ++i) all += part(0, "x");
                 return all;
             }() +
             frame(0, "9") + kBye,
         "text#1001 close:1000"},
    });
}

TEST_F(Conformance, text_is_utf8) {
    std::vector<Case> cases;
    const std::vector<std::string> valid = {"Hello-µ@ßöäüàá-UTF-8!!",
                                            "κόσμε",
                                            "爬山🏔️",
                                            "\x7F",
                                            "\xC2\x80",
                                            "\xDF\xBF",
                                            "\xE0\xA0\x80",
                                            "\xEF\xBF\xBF",
                                            "\xF0\x90\x80\x80",
                                            "\xF4\x8F\xBF\xBF",
                                            "\xED\x9F\xBF",
                                            "\xEE\x80\x80",
                                            "\xEF\xBF\xBD",
                                            std::string(1, '\0'),
                                            "\xEF\xBB\xBF bom"};
    for (const auto& text : valid) {
        cases.push_back(
            {"valid " + text, frame(kText, text) + kBye, "text:" + text + " close:1000"});
        std::string bytewise;
        for (std::size_t i = 0; i < text.size(); ++i)
            bytewise += part(i == 0 ? kText : 0, text.substr(i, 1));
        cases.push_back({"byte by byte " + text, bytewise + frame(0, "") + kBye,
                         "text:" + text + " close:1000"});
    }
    const std::vector<std::string> invalid = {"\x80",
                                              "\xBF",
                                              "\xC0\x80",
                                              "\xC1\xBF",
                                              "\xE0\x9F\xBF",
                                              "\xF0\x8F\xBF\xBF",
                                              "\xED\xA0\x80",
                                              "\xED\xBF\xBF",
                                              "\xED\xA0\x80\xED\xB0\x80",
                                              "\xF4\x90\x80\x80",
                                              "\xF8\x88\x80\x80\x80",
                                              "\xFC\x84\x80\x80\x80\x80",
                                              "\xFE",
                                              "\xFF",
                                              "κόσμε\xED\xA0\x80"
                                              "edited",
                                              "\xE2\x82",
                                              "\xF0\x9F\x8F",
                                              "\xCE"};
    for (const auto& text : invalid) {
        const auto name = testing::PrintToString(text);
        cases.push_back({"invalid " + name, frame(kText, text), "close:1007"});
        std::string bytewise;
        for (std::size_t i = 0; i < text.size(); ++i)
            bytewise += part(i == 0 ? kText : 0, text.substr(i, 1));
        cases.push_back({"invalid, byte by byte " + name, bytewise + frame(0, ""), "close:1007"});
        cases.push_back(
            {"as bytes " + name, frame(kBinary, text) + kBye, "binary:" + text + " close:1000"});
    }
    expect_all(cases);
}

TEST_F(Conformance, wrong_text_is_told_before_the_message_is_complete) {
    const auto serving = start();
    // Only this much is sent; the rest of the message never comes.
    expect({"in a fragment", part(kText, "κόσμε\xF4\x90"), "close:1007"});
    const auto whole = frame(kText,
                             "κόσμε\xF4\x90\x80\x80"
                             "edited");
    expect({"in a frame", whole.substr(0, whole.size() - 8), "close:1007"});
    expect({"a reserved bit", std::string{"\xC1"}, "close:1002"});
    expect({"a length", std::string{"\x81\xFF\0\0\0\0\0\x10\0\0", 10}, "close:1009"});
}

TEST_F(Conformance, closing) {
    std::vector<Case> cases = {
        {"without a code", frame(kClose, ""), "close:1000"},
        {"half a code", frame(kClose, "\x03"), "close:1002"},
        {"with a reason", close_frame(1000, "bye"), "close:1000"},
        {"with the longest reason", close_frame(1000, std::string(123, 'x')), "close:1000"},
        {"with a longer one", close_frame(1000, std::string(124, 'x')), "close:1002"},
        {"a reason that is no text", close_frame(1000, "\xCE\xBA\xE1\xBD\xB9\xCF\x83\xED\xA0\x80"),
         "close:1007"},
        {"half a character", close_frame(1000, "\xE5\x86"), "close:1007"},
        {"twice", kBye + kBye, "close:1000"},
        {"and go on", kBye + frame(kText, "x") + frame(kPing, "p"), "close:1000"},
        {"after a message", frame(kText, "last") + kBye, "text:last close:1000"},
    };
    for (const int code : {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014,
                           3000, 3999, 4000, 4999}) {
        const auto number = std::to_string(code);
        cases.push_back({"code " + number, close_frame(code), "close:" + number});
    }
    for (const int code :
         {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65'535}) {
        cases.push_back({"no code " + std::to_string(code), close_frame(code), "close:1002"});
        cases.push_back(
            {"no code with reason " + std::to_string(code), close_frame(code, "r"), "close:1002"});
    }
    expect_all(cases);
}

TEST_F(Conformance, limits) {
    const auto serving = start();
    const std::string half(kMessageBytes / 2, 'x');
    expect({"as large as allowed", frame(kText, half + half) + kBye, "text#200000 close:1000"});
    expect({"in fragments", part(kText, half) + frame(0, half) + kBye, "text#200000 close:1000"});
    expect({"one more", frame(kText, half + half + 'x').substr(0, 100), "close:1009"});
    expect(
        {"one more in fragments", part(kText, half) + part(0, half) + frame(0, "x"), "close:1009"});
    expect({"an empty fragment more", part(kText, half) + part(0, half) + frame(0, "") + kBye,
            "text#200000 close:1000"});
    expect({"binary where it is not taken", frame(kBinary, "x"), "close:1003"}, "", "/t/text");
    expect({"binary in pieces", part(kBinary, "x"), "close:1003"}, "", "/t/text");
}

TEST_F(Conformance, cut_at_every_position) {
    const auto serving = start();
    const std::vector<Case> cases = {
        {"fragments and a ping", part(kText, "一") + frame(kPing, "p") + frame(0, "二") + kBye,
         "pong:p text:一二 close:1000"},
        {"a wide length", frame(kText, std::string(126, 'y')) + close_frame(4000, "再见"),
         "text:" + std::string(126, 'y') + " close:4000"},
        {"not UTF-8", frame(kText, "ok") + frame(kText, "\xE4\xB8\x41"), "text:ok close:1007"},
    };
    for (const auto& one : cases) {
        for (std::size_t at = 1; at < one.sends.size(); ++at) {
            SCOPED_TRACE(one.name + " at " + std::to_string(at));
            const auto client = connected();
            client->send(one.sends.substr(0, at));
            client->send(one.sends.substr(at));
            ASSERT_EQ(answers_of(*client, nullptr), one.answers);
        }
        const auto client = connected();
        for (const char byte : one.sends) client->send({&byte, 1});
        EXPECT_EQ(answers_of(*client, nullptr), one.answers);
    }
}

TEST_F(Conformance, a_handler_in_a_lane_answers_all_that_came_before_the_end) {
    const auto serving = start();
    std::string sends, answers;
    for (int i = 0; i < 50; ++i) {
        sends += frame(kText, std::to_string(i));
        answers += "text:" + std::to_string(i) + ' ';
    }
    for (int round = 0; round < 10; ++round) {
        expect({"close", sends + kBye, answers + "close:1000"}, "", "/t/lane");
        expect({"fault", sends + frame(3, ""), answers + "close:1002"}, "", "/t/lane");
    }
}

std::string packed(std::string_view text, int bits = 15, bool finish = false) {
    return frame(kText, deflated(text, bits, finish), {.reserved = 4});
}

TEST_F(Conformance, compressed_messages) {
    std::string text;
    for (int i = 0; i < 4000; ++i) text += std::to_string(i % 97) + " 爬山 ";
    const auto payload = deflated(text);
    const auto first = payload.substr(0, 10), second = payload.substr(10, 100),
               third = payload.substr(110);
    std::vector<Case> cases = {
        {"the same twice", packed("Hello") + packed("Hello") + kBye,
         "text:Hello text:Hello close:1000"},
        {"an end within", packed("Hello", 15, true) + kBye, "text:Hello close:1000"},
        {"nothing", packed("") + kBye, "text: close:1000"},
        {"a single zero byte for nothing",
         frame(kText, std::string(1, '\0'), {.reserved = 4}) + kBye, "text: close:1000"},
        {"as it is", frame(kText, "plain") + packed("packed") + frame(kText, "plain") + kBye,
         "text:plain text:packed text:plain close:1000"},
        {"stored",
         frame(kText, {"\x00\x05\x00\xfa\xff\x48\x65\x6c\x6c\x6f\x00", 11}, {.reserved = 4}) + kBye,
         "text:Hello close:1000"},
        {"fragments with a ping",
         frame(kText, first, {.final = false, .reserved = 4}) + frame(kPing, "p") +
             part(0, second) + frame(0, third) + kBye,
         "pong:p " + shown("text", text) + "close:1000"},
        {"the bit on a continuation",
         frame(kText, first, {.final = false, .reserved = 4}) +
             frame(0, second + third, {.reserved = 4}),
         "close:1002"},
        {"the bit on a ping", frame(kPing, "p", {.reserved = 4}), "close:1002"},
        {"other bits", frame(kText, payload, {.reserved = 5}), "close:1002"},
        {"not compressed at all", frame(kText, "\xFF\xFF\xFF\xFF", {.reserved = 4}), "close:1007"},
        {"not UTF-8 within", packed("ok \xED\xA0\x80"), "close:1007"},
        {"half a character within", packed("\xE4\xB8"), "close:1007"},
        {"binary", frame(kBinary, deflated("\xFF\xFE"), {.reserved = 4}) + kBye,
         "binary:\xFF\xFE close:1000"},
        {"a bomb", packed(std::string(40'000'000, '\0')), "close:1009"},
        {"as large as allowed", packed(std::string(kMessageBytes, 'x')) + kBye,
         "text#200000 close:1000"},
        {"one more", packed(std::string(kMessageBytes + 1, 'x')), "close:1009"},
    };
    for (int bits = 9; bits <= 15; ++bits) {
        cases.push_back({"window of " + std::to_string(bits), packed(text, bits) + kBye,
                         shown("text", text) + "close:1000"});
    }
    expect_all(cases, kOffer);
}

TEST_F(Conformance, our_window_is_the_one_agreed_on) {
    const auto serving = start();
    std::string text;
    for (int i = 0; text.size() < 60'000; ++i) text += std::to_string(i * 7919) + ' ';
    for (const auto* bits : {"8", "9", "12", "15"}) {
        const auto more = "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=" +
                          std::string{bits} + "\r\n";
        expect({bits, frame(kText, text) + frame(kText, text) + kBye,
                shown("text", text) + shown("text", text) + "close:1000"},
               more);
    }
}

TEST_F(Conformance, bad_handshakes) {
    const auto serving = start();
    const std::string connection = "Connection: Upgrade\r\n", upgrade = "Upgrade: websocket\r\n",
                      version = "Sec-WebSocket-Version: 13\r\n",
                      key = "Sec-WebSocket-Key: " + std::string{kKey} + "\r\n";
    struct Bad {
        std::string name, request;
        int status;
    };
    const auto get = [](const std::string& fields) { return http_get("/t/echo", fields); };
    const std::vector<Bad> cases = {
        {"a plain GET", get(""), 426},
        {"no Connection", get(upgrade + version + key), 426},
        {"no Upgrade", get(connection + version + key), 426},
        {"another protocol", get(connection + "Upgrade: h2c\r\n" + version + key), 426},
        {"no version", get(connection + upgrade + key), 426},
        {"version 8", get(connection + upgrade + "Sec-WebSocket-Version: 8\r\n" + key), 426},
        {"no key", get(connection + upgrade + version), 400},
        {"a short key", get(connection + upgrade + version + "Sec-WebSocket-Key: c2hvcnQ=\r\n"),
         400},
        {"two keys", get(connection + upgrade + version + key + key), 400},
        {"a foreign origin",
         get(connection + upgrade + version + key + "Origin: http://evil.example\r\n"), 403},
        {"a null origin", get(connection + upgrade + version + key + "Origin: null\r\n"), 403},
        {"a foreign host",
         "GET /t/echo HTTP/1.1\r\nHost: evil.example\r\n" + connection + upgrade + version + key +
             "\r\n",
         421},
        {"POST",
         "POST /t/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n" + connection +
             upgrade + version + key + "\r\n",
         405},
        {"HTTP/1.0",
         "GET /t/echo HTTP/1.0\r\nHost: localhost\r\n" + connection + upgrade + version + key +
             "\r\n",
         426},
        {"an early frame", handshake("/t/echo") + frame(kText, "early"), 400},
        {"another path", handshake("/t/nowhere"), 404},
    };
    for (const auto& [name, request, status] : cases) {
        Client client{address()};
        const auto answer = client.ask(request);
        EXPECT_EQ(answer.status, status) << name;
        if (status != 426) continue;
        EXPECT_EQ(answer.field("Upgrade"), "websocket") << name;
        EXPECT_EQ(answer.field("Sec-WebSocket-Version"), "13") << name;
    }
    const auto client = connected(
        "Origin: http://localhost:5173\r\nSec-WebSocket-Protocol: chat\r\n"
        "Sec-WebSocket-Extensions: permessage-deflate\r\n");
    client->send(kBye);
    EXPECT_EQ(receive_close(*client), 1000);
}

}  // namespace
}  // namespace kith::http

// Tests of http/events.h: the wire form of events.
#include "http/events.h"

#include <gtest/gtest.h>

namespace kith::http {
namespace {

struct Piece {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Piece, (), (text))

class Recorder final : public StreamSink {
  public:
    void open(Response sent) override {
        ++opened;
        head = std::move(sent);
    }
    void write(std::string_view bytes) override { text += bytes; }
    int opened = 0;
    Response head;
    std::string text;
};

TEST(Events, a_struct_becomes_one_data_line) {
    Recorder sink;
    const Headers none;
    EventStream out{sink, none};
    EXPECT_FALSE(out.opened());
    out.send(Piece{"一\n二"});
    EXPECT_EQ(sink.text, "data: {\"text\":\"一\\n二\"}\n\n");
    EXPECT_EQ(sink.opened, 1);
    EXPECT_EQ(sink.head.headers.get("Content-Type"), "text/event-stream; charset=utf-8");
    EXPECT_EQ(sink.head.headers.get("Cache-Control"), "no-cache");
}

TEST(Events, name_and_id_come_first) {
    EXPECT_EQ(event_text("x", {.name = "done", .id = "7"}), "event: done\nid: 7\ndata: x\n\n");
}

TEST(Events, every_kind_of_line_break_starts_a_data_line) {
    EXPECT_EQ(event_text("a\nb\r\nc\rd\n", {}), "data: a\ndata: b\ndata: c\ndata: d\ndata: \n\n");
    EXPECT_EQ(event_text("", {}), "data: \n\n");
}

TEST(Events, a_line_break_in_a_name_cannot_make_a_field) {
    EXPECT_EQ(event_text("x", {.name = "a\ndata: evil"}), "event: adata: evil\ndata: x\n\n");
}

TEST(Events, the_head_goes_out_once_and_carries_the_extra_headers) {
    Recorder sink;
    const Headers extra{{"X-Request-ID", "r1"}};
    EventStream out{sink, extra};
    out.open();
    out.open();
    out.comment("still\nhere");
    out.send("text", {});
    EXPECT_EQ(sink.opened, 1);
    EXPECT_EQ(sink.head.headers.get("X-Request-ID"), "r1");
    EXPECT_EQ(sink.text, ": stillhere\n\ndata: text\n\n");
}

}  // namespace
}  // namespace kith::http

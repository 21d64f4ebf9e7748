// Reads replies of chat completions: a stream of chunks, or the whole answer. Inside providers/.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "json/value.h"
#include "llm/collector.h"
#include "llm/exchange.h"
#include "net/sse.h"

namespace kith::llm {

// Takes the bytes of a reply with status 200, whatever it turns out to be: events, or one JSON
// object although a stream was asked for. One thread.
class OpenAiReply {
  public:
    OpenAiReply(Collector& to, const Exchange& exchange);

    // More::no after the end was announced.
    Exchange::More take(std::string_view bytes);
    // The connection ended. Throws UpstreamError when that came too early: no [DONE] and no
    // finish_reason.
    void end();

  private:
    enum class Form { unknown, events, object };

    void event(std::string_view data);
    bool chunk(std::string_view line);
    void read_chunk(const json::value& tree);
    void read_whole();
    void read_usage(const json::value& tree);
    void read_error(const json::value& tree);

    Collector& to_;
    const Exchange& exchange_;
    net::SseReader events_;
    Form form_ = Form::unknown;
    std::string object_;
    bool has_event_ = false;     // anything that was understood
    bool is_announced_ = false;  // [DONE]
    bool is_finished_ = false;   // a finish_reason
};

}  // namespace kith::llm

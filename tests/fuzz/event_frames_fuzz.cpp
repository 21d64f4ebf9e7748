// Any bytes as binary frames and as replies of models: the same whatever way they are cut, and no
// exception but Error.
#include <string>
#include <vector>

#include "base/error.h"
#include "llm/aws/event_stream.h"
#include "llm/shape.h"
#include "llm/thinking.h"
#include "tests/fuzz/check.h"

namespace {

using namespace kith;

std::string frames(std::string_view bytes, std::size_t piece) {
    std::string out;
    llm::aws::EventStream stream{[&](const llm::aws::Frame& frame) {
        out += std::string{frame.event_type} + '=' + std::string{frame.payload} + ';';
    }};
    try {
        for (std::size_t at = 0; at < bytes.size(); at += piece) {
            stream.feed(bytes.substr(at, piece));
        }
    } catch (const Error& error) {
        return out + error.message();
    }
    return out + (stream.is_cut() ? "cut" : "");
}

std::string thoughts(std::string_view bytes, std::size_t piece) {
    std::string text, thinking;
    llm::ThinkSplitter splitter{[&](const llm::Piece& part) {
        text += part.text;
        thinking += part.thinking;
    }};
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        splitter.feed(bytes.substr(at, piece));
    }
    splitter.end();
    return text + '|' + thinking;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::view(data, size);
    const auto whole = size == 0 ? 1 : size;
    fuzz::check(frames(bytes, 1) == frames(bytes, whole));
    fuzz::check(frames(bytes, 13) == frames(bytes, whole));
    fuzz::check(thoughts(bytes, 1) == thoughts(bytes, whole));
    try {
        llm::shaped(bytes, {"s", json::parse(R"({"type":"object"})")});
    } catch (const Error&) {  // no JSON in it
    }
    return 0;
}

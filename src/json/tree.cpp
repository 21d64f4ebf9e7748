// See tree.h.
#include "json/tree.h"

#include <boost/json/monotonic_resource.hpp>

#include "json/utf8.h"

namespace kith::json {
namespace {

constexpr std::size_t kStackBytes = 16 << 10;
constexpr std::size_t kArenaBytes = 64 << 10;

}  // namespace

boost::json::parse_options parser_options() {
    boost::json::parse_options options;
    options.max_depth = kMaxDepth;
    return options;
}

TreeBuilder::TreeBuilder()
    : stack_{std::make_unique<unsigned char[]>(kStackBytes)},
      arena_{std::make_unique<unsigned char[]>(kArenaBytes)},
      parser_{{}, parser_options(), stack_.get(), kStackBytes} {}

std::optional<std::size_t> TreeBuilder::build_once(std::string_view text,
                                                   const std::function<void(const value&)>& use) {
    boost::json::monotonic_resource memory{arena_.get(), kArenaBytes};
    // Whatever happens, the parser must let go of `memory` before it dies.
    struct Release {
        boost::json::parser& parser;
        ~Release() { parser.reset(); }
    } release{parser_};
    parser_.reset(&memory);
    boost::json::error_code error;
    const auto taken = parser_.write(text, error);
    if (error) return taken;
    const value tree = parser_.release();
    use(tree);
    return std::nullopt;
}

std::optional<std::size_t> TreeBuilder::build(std::string_view text,
                                              const std::function<void(const value&)>& use) {
    const auto failed = build_once(text, use);
    if (!failed || is_valid_utf8(text)) return failed;
    return build_once(repaired_utf8(text), use);
}

}  // namespace kith::json

// The one place that runs Boost's parser, for whole texts and for the items of streams. Inside
// json/ only.
#pragma once

#include <boost/json/parser.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "json/value.h"

namespace kith::json {

boost::json::parse_options parser_options();

// Builds one tree after another in the same memory. One thread.
class TreeBuilder {
  public:
    TreeBuilder();

    // Gives the tree of `text` to `use`, which may look at it until it returns. Otherwise the
    // offset in `text` where it stops being one JSON value. Invalid UTF-8 is repaired.
    std::optional<std::size_t> build(std::string_view text,
                                     const std::function<void(const value&)>& use);

  private:
    std::optional<std::size_t> build_once(std::string_view text,
                                          const std::function<void(const value&)>& use);

    std::unique_ptr<unsigned char[]> stack_, arena_;
    boost::json::parser parser_;
};

}  // namespace kith::json

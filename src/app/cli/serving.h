// The note that a running server leaves in its data folder: where it can be reached.
#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "http/server.h"

namespace kith::app::cli {

struct Serving {
    std::int64_t pid{};
    std::vector<std::string> addresses;  // "http://127.0.0.1:8080", reachable from this machine
};
BOOST_DESCRIBE_STRUCT(Serving, (), (pid, addresses))

// A URL for people and programs of this machine: an address for all networks becomes loopback.
std::string url_of(const http::Address& address);

// Nothing when there is no note, or none that can be read.
std::optional<Serving> read_serving(const std::filesystem::path& data);

// Writes the note (mode 0600) and takes it away again. Throws Error{unavailable}.
class ServingNote {
  public:
    ServingNote(const std::filesystem::path& data, const std::vector<http::Address>& addresses);
    ~ServingNote();
    ServingNote(const ServingNote&) = delete;
    ServingNote& operator=(const ServingNote&) = delete;

  private:
    std::filesystem::path file_;
};

}  // namespace kith::app::cli

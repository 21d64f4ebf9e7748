// See log.h. spdlog writes the lines; no other file includes it.
#include "base/log.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <memory>
#include <vector>

namespace kith::log {
namespace {

constexpr std::size_t kFileBytes = 5 * 1024 * 1024;
constexpr std::size_t kFiles = 3;

spdlog::level::level_enum spd(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warn:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
    }
    return spdlog::level::info;
}

// Before start() only warnings and errors are shown, so that tests and short commands stay quiet.
std::shared_ptr<spdlog::logger>& logger() {
    static auto instance = [] {
        auto made = std::make_shared<spdlog::logger>(
            "kith", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
        made->set_level(spdlog::level::warn);
        made->set_pattern("%Y-%m-%d %H:%M:%S.%e %^%l%$ %v");
        return made;
    }();
    return instance;
}

}  // namespace

void start(Level level, const std::filesystem::path& file) {
    std::vector<spdlog::sink_ptr> sinks{std::make_shared<spdlog::sinks::stderr_color_sink_mt>()};
    if (!file.empty()) {
        const auto old_mask = umask(077);
        sinks.push_back(std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file.string(),
                                                                               kFileBytes, kFiles));
        umask(old_mask);
    }
    auto made = std::make_shared<spdlog::logger>("kith", sinks.begin(), sinks.end());
    made->set_level(spd(level));
    made->set_pattern("%Y-%m-%d %H:%M:%S.%e %^%l%$ %v");
    made->flush_on(spdlog::level::warn);
    logger() = std::move(made);
}

bool enabled(Level level) {
    return logger()->should_log(spd(level));
}

void write(Level level, std::string_view text) {
    logger()->log(spd(level), "{}", text);
}

}  // namespace kith::log

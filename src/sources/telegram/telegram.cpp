// See telegram.h.
#include "sources/telegram/telegram.h"

#include <fmt/format.h>

#include <mutex>
#include <system_error>

#include "base/error.h"
#include "json/stream.h"
#include "sources/blocks.h"
#include "sources/pieces.h"
#include "sources/telegram/collection.h"
#include "sources/telegram/row.h"

namespace kith::sources::telegram {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kRuntimeWarnings = 200;

class TelegramSource final : public Source {
  public:
    TelegramSource(Collection collection, Zone zone)
        : in_{std::move(collection)}, zone_{std::move(zone)}, strangers_{in_.people.list()} {}

    const Overview& overview() const override { return in_.overview; }
    const std::vector<Person>& people() const override { return in_.people.list(); }
    const std::vector<Chat>& chats() const override { return in_.chats; }
    Person person(std::uint32_t index) const override { return strangers_.person(index); }

    void read(std::size_t chat, Sink& sink, const Stop& stop) override {
        for (const auto& part : in_.parts[chat]) read_part(part, sink, stop);
    }

    std::vector<std::string> warnings() const override {
        const std::lock_guard lock{mutex_};
        return warnings_;
    }

  private:
    void read_part(const Part& part, Sink& sink, const Stop& stop);
    void read_messages(const Part& part, Sink& sink, const Stop& stop);
    void warn(std::string text) {
        const std::lock_guard lock{mutex_};
        if (warnings_.size() < kRuntimeWarnings) warnings_.push_back(std::move(text));
    }

    Collection in_;
    Zone zone_;
    Strangers strangers_;
    mutable std::mutex mutex_;
    std::vector<std::string> warnings_;
};

// What a stream passed over since the last call.
class Skips {
  public:
    explicit Skips(const std::string& part, Sink& sink) : part_{part}, sink_{sink} {}
    void tell(const json::DocumentStream& document, std::uint64_t from) {
        for (; told_ < document.skipped_count(); ++told_) {
            if (told_ >= document.skipped().size()) {
                sink_.skipped("other", {});
                continue;
            }
            const auto& skip = document.skipped()[static_cast<std::size_t>(told_)];
            if (skip.key != "messages") continue;
            sink_.skipped(skip.why == "too long" ? "too_long" : "bad_line",
                          fmt::format("{} byte {}: {}", part_, from + skip.offset, skip.why));
        }
    }

  private:
    const std::string& part_;
    Sink& sink_;
    std::uint64_t told_ = 0;
};

void TelegramSource::read_messages(const Part& part, Sink& sink, const Stop& stop) {
    const auto& file = in_.files[part.file];
    const auto& chat = file.chats[part.chat];
    Pieces pieces{sink};
    RowReader rows{in_.people, strangers_, in_.owner_of_file[part.file], zone_};
    Skips skips{file.part, sink};
    json::Walk walk{.wanted = [](std::string_view, std::string_view key,
                                 std::uint64_t) { return key == "messages"; },
                    .broken = json::Broken::skipped};
    const auto take = [&](const json::Item& item) {
        const auto place = chat.from + item.offset;
        auto [row, refused] = rows.read(item.value, place);
        if (row) return pieces.add(std::move(*row));
        sink.skipped(refused, fmt::format("{} byte {}", file.part, place));
    };
    json::DocumentStream document{{"messages"}, take, {}, {}, std::move(walk)};
    try {
        const auto feed = [&](const std::string& block) {
            document.feed(block);
            skips.tell(document, chat.from);
        };
        read_blocks(file.path, {.from = chat.from, .to = chat.to}, feed, stop);
        document.finish();
    } catch (const Error& error) {
        if (error.code() != Errc::invalid) throw;
        skips.tell(document, chat.from);
        warn(fmt::format("{}: {}: incomplete: {}", file.part, chat.name, error.message()));
    }
    pieces.hand_over();
}

void TelegramSource::read_part(const Part& part, Sink& sink, const Stop& stop) {
    const auto& file = in_.files[part.file];
    // The places of the chats are those of the file as it was.
    if (stamp_of(file.path) != file.stamp) {
        warn(file.part + " changed while it was read");
        return;
    }
    read_messages(part, sink, stop);
    sink.mark({.part = part.mark, .size = file.stamp.size, .modified = file.stamp.modified});
}

}  // namespace

std::unique_ptr<Source> open(const fs::path& path, const OpenOptions& options, const Stop& stop) {
    const auto zone = Zone::named(options.zone);
    std::error_code failed;
    std::vector<FileHead> heads;
    const auto look = [&](const fs::path& file, std::string part) {
        auto head = read_head(file, std::move(part), zone, stop);
        if (head.form != Form::none) heads.push_back(std::move(head));
    };
    if (fs::is_directory(path, failed)) {
        for (const auto& file : walk(path, stop)) {
            stop.check();
            if (heads.size() >= kFileLimit) break;
            look(file, text_of(file.lexically_relative(path)));
        }
    } else {
        look(path, text_of(path.filename()));
    }
    require(!heads.empty(), Errc::invalid, "there is no Telegram export in here", "no_chats");
    return std::make_unique<TelegramSource>(collect(std::move(heads), options, stop), zone);
}

}  // namespace kith::sources::telegram

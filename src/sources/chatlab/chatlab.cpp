// See chatlab.h.
#include "sources/chatlab/chatlab.h"

#include <mutex>
#include <system_error>

#include "base/error.h"
#include "sources/chatlab/collection.h"
#include "sources/chatlab/row.h"
#include "sources/pieces.h"

namespace kith::sources::chatlab {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kRuntimeWarnings = 200;

class ChatlabSource final : public Source {
  public:
    explicit ChatlabSource(Collection collection)
        : in_{std::move(collection)}, strangers_{in_.people.list()} {}

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
    void warn(std::string text) {
        const std::lock_guard lock{mutex_};
        if (warnings_.size() < kRuntimeWarnings) warnings_.push_back(std::move(text));
    }

    Collection in_;
    Strangers strangers_;
    mutable std::mutex mutex_;
    std::vector<std::string> warnings_;
};

void ChatlabSource::read_part(const Part& part, Sink& sink, const Stop& stop) {
    const auto& file = in_.files[part.file];
    Pieces pieces{sink};
    RowReader rows{in_.people, strangers_, in_.owner_of_file[part.file]};
    const auto skip = [&](std::string_view reason, const std::string& where) {
        sink.skipped(reason, where.empty() ? where : file.part + ' ' + where);
    };
    Events events;
    events.skipped = skip;
    events.message = [&](const json::value& message, std::uint64_t place) {
        const auto line = read_message(message);
        if (!line) {
            skip("bad_line", "byte " + std::to_string(place));
        } else if (line->content.size() > kTextBytes) {
            skip("too_long", "byte " + std::to_string(place));
        } else if (auto row = rows.read(*line, place)) {
            pieces.add(std::move(*row));
        } else {
            skip("bad_time", "byte " + std::to_string(place));
        }
        return true;
    };
    if (stamp_of(file.path).size == 0) {
        warn(file.part + " cannot be opened any more");
        return;
    }
    const auto ending = read_objects(file.path, file.form, part.from, kBlockBytes, events, stop);
    pieces.hand_over();
    if (!ending.problem.empty()) warn(file.part + ": incomplete: " + ending.problem);
    sink.mark({.part = file.part,
               .size = file.stamp.size,
               .modified = file.stamp.modified,
               .last = static_cast<std::int64_t>(ending.line_end),
               .last_key = end_key(file.path, ending.line_end)});
}

}  // namespace

std::unique_ptr<Source> open(const fs::path& path, const OpenOptions& options, const Stop& stop) {
    std::error_code failed;
    std::vector<FileHead> heads;
    const auto look = [&](const fs::path& file, const std::string& part) {
        const auto mark = options.known ? options.known(part) : std::nullopt;
        const bool same = mark && Stamp{mark->size, mark->modified} == stamp_of(file);
        return read_head(file, part, same ? Depth::members : Depth::sample, stop);
    };
    if (fs::is_directory(path, failed)) {
        for (const auto& file : walk(path, stop)) {
            stop.check();
            if (heads.size() >= kFileLimit) break;
            auto head = look(file, text_of(file.lexically_relative(path)));
            if (head.form != Form::none) heads.push_back(std::move(head));
        }
    } else {
        heads.push_back(look(path, text_of(path.filename())));
    }
    auto collection = collect(std::move(heads), options, stop);
    require(!collection.files.empty(), Errc::invalid, "there is no ChatLab export in here",
            "no_chats");
    return std::make_unique<ChatlabSource>(std::move(collection));
}

}  // namespace kith::sources::chatlab

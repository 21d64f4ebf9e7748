// kith doctor: is everything there that Kith needs, and is the data well? Changes nothing.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <optional>

#include "app/cli/commands.h"
#include "app/cli/door.h"
#include "app/cli/serving.h"
#include "app/cli/width.h"
#include "base/clock.h"
#include "base/quiet.h"
#include "base/zone.h"
#include "core/embedded/inside.h"
#include "db/check.h"
#include "net/curl_client.h"
#include "search/scan.h"

namespace kith::app::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLowDisk = 200'000'000;    // bytes: an import could fail
constexpr int kFirstYear = 2024, kLastYear = 2100;  // of a clock that is right
constexpr std::size_t kHeadCells = 14;
constexpr std::chrono::seconds kModelPatience{120};  // for both models together
constexpr std::string_view kCount = "Count from 1 to 20.";
constexpr std::int64_t kFewTokens = 32;
constexpr std::string_view kShort = "周六早上八点香山门口见";
constexpr std::size_t kFewTexts = 32;
constexpr std::chrono::seconds kPagesPatience{60};  // a store of 10 million messages takes seconds

enum class Health : std::uint8_t { good, note, bad };

class Doctor {
  public:
    Doctor(const Settings& settings, Console& console)
        : settings_{settings}, console_{console}, say_{console.texts} {}

    ExitCode examine() {
        tell(Health::good, Text::check_version, "kith " KITH_VERSION);
        processor();
        clock();
        models();
        const bool usable = folder();
        disk();
        if (usable) {
            pages();
            data();
        }
        for (const auto& address : settings_.listen) port(address);
        auto& out = console_.out;
        if (wrong_ == 0)
            out.stream << out.in(Style::good, say_(Text::all_well)) << '\n';
        else
            out.stream << out.in(Style::bad, say_(Text::something_wrong, wrong_)) << '\n';
        return wrong_ == 0 ? ExitCode::done : ExitCode::failed;
    }

  private:
    void tell(Health health, Text what, std::string_view words) {
        auto& out = console_.out;
        const auto sign = health == Health::good   ? out.in(Style::good, "✓")
                          : health == Health::note ? out.in(Style::warning, "!")
                                                   : out.in(Style::bad, "✗");
        out.stream << sign << ' ' << left(say_(what), kHeadCells) << "  " << printable(words)
                   << '\n';
        wrong_ += health == Health::bad ? 1 : 0;
    }

    void processor() {
        std::ifstream file{"/proc/cpuinfo"};
        std::string name = "?";
        for (std::string line; std::getline(file, line);) {
            if (!line.starts_with("model name") || line.find(": ") == std::string::npos) continue;
            name = line.substr(line.find(": ") + 2);
            break;
        }
        const auto isa = search::best_isa();
        tell(isa == search::Isa::portable ? Health::note : Health::good, Text::check_processor,
             say_(Text::processor_is, name, search::name_of(isa)));
    }

    void models() {
        net::CurlClient client;
        Quiet quiet;
        core::Inside inside{{.folder = settings_.models}, client, quiet};
        StopSource patience{console_.stop};
        patience.deadline(std::chrono::steady_clock::now() + kModelPatience);
        measure(
            Text::check_chat, [&] { return inside.chat_state(); },
            [&] {
                inside.chat()->chat({.turns = {{llm::Speaker::user, std::string{kCount}}},
                                     .temperature = 0,
                                     .max_tokens = kFewTokens},
                                    {}, patience.stop());
            });
        measure(
            Text::check_embedder, [&] { return inside.embedder_state(); },
            [&] {
                const std::vector<std::string> texts(kFewTexts, std::string{kShort});
                inside.embedder()->embed(texts, llm::Purpose::passage, patience.stop());
            });
    }

    // Its name, its size and, once it was tried, its speed.
    template <class Look, class Try>
    void measure(Text what, Look look, Try attempt) {
        using llm::local::Phase;
        auto state = look();
        if (state.phase == Phase::absent)
            return tell(Health::note, what, say_(Text::model_absent, state.reason));
        try {
            attempt();
            state = look();
            const auto size = size_text(static_cast<std::uint64_t>(state.bytes));
            const auto speed = fmt::format("{:.0f}", state.token_per_s);
            const auto start = fmt::format("{:.1f}", state.start_s.value_or(0));
            tell(Health::good, what,
                 what == Text::check_chat ? say_(Text::chat_speed, state.name, size, start, speed)
                                          : say_(Text::embedder_speed, state.name, size, speed));
        } catch (const Error& error) {  // told as a finding; the other checks go on
            console_.stop.check();
            tell(Health::bad, what,
                 say_(Text::model_wrong, state.name, told(error, say_.language())));
        }
    }

    void clock() {
        const auto now =
            settings_.fixed_clock ? from_seconds(*settings_.fixed_clock) : SystemClock{}.now();
        const auto zone = Zone::named(settings_.timezone);
        const auto stamp = zone.rfc3339(unix_seconds(now));
        const auto year = zone.local(unix_seconds(now)).date.year;
        if (year < kFirstYear || year >= kLastYear)
            tell(Health::bad, Text::check_clock, say_(Text::clock_wrong, stamp));
        else
            tell(Health::good, Text::check_clock, say_(Text::clock_good, stamp, zone.name()));
    }

    // True when there is something in it to look at.
    bool folder() {
        const auto name = settings_.data.string();
        struct ::stat info{};
        if (::stat(settings_.data.c_str(), &info) != 0) {
            tell(errno == ENOENT ? Health::good : Health::bad, Text::check_data,
                 say_(errno == ENOENT ? Text::folder_missing : Text::folder_no_rights, name));
            return false;
        }
        if (!S_ISDIR(info.st_mode) || ::access(settings_.data.c_str(), R_OK | W_OK | X_OK) != 0) {
            tell(Health::bad, Text::check_data, say_(Text::folder_no_rights, name));
            return false;
        }
        const auto mode = info.st_mode & 0777U;
        if ((mode & 077U) != 0)
            tell(Health::bad, Text::check_data,
                 say_(Text::folder_open, name, fmt::format("{:o}", mode)));
        else
            tell(Health::good, Text::check_data, say_(Text::folder_good, name));
        std::error_code ignored;
        return fs::exists(settings_.data / "kith.db", ignored);
    }

    void disk() {
        auto place = settings_.data;
        std::error_code problem;
        while (!fs::exists(place, problem) && place.has_relative_path())
            place = place.parent_path();
        const auto space = fs::space(place, problem);
        if (problem) return tell(Health::bad, Text::check_disk, problem.message());
        const auto amount = size_text(space.available);
        const bool low = space.available < kLowDisk;
        tell(low ? Health::bad : Health::good, Text::check_disk,
             low ? say_(Text::disk_low, amount) : amount);
    }

    // By a connection of its own: a damaged store may not open at all, and a server may run.
    void pages() {
        const auto file = settings_.data / "kith.db";
        std::error_code ignored;
        const auto size = size_text(fs::file_size(file, ignored));
        console_.err.stream << say_(Text::pages_looked_at, printable(file.string()), size) << '\n'
                            << std::flush;
        StopSource patience{console_.stop};
        patience.deadline(std::chrono::steady_clock::now() + kPagesPatience);
        try {
            const auto faults = db::check_file(file, settings_.key, patience.stop());
            const bool whole = faults.empty();
            tell(whole ? Health::good : Health::bad, Text::check_pages,
                 whole ? say_(Text::pages_good, size)
                       : say_(Text::pages_bad, file.string(), faults.size(), faults.front()));
        } catch (const Error& error) {  // told as a finding; the other checks go on
            console_.stop.check();
            const bool slow = error.code() == Errc::timeout;
            tell(slow ? Health::note : Health::bad, Text::check_pages,
                 slow ? say_(Text::pages_unfinished, kPagesPatience.count())
                      : told(error, say_.language()));
        }
    }

    void data() {
        try {
            Door door{settings_, Missing::refuse, console_.stop};
            boot_ = door.get<Boot>("/api/kith/boot", console_.stop);
            server_ = door.server();
            const auto& archive = boot_->archive;
            const auto counts =
                say_(Text::store_counts, grouped(archive.messages), archive.people, archive.groups);
            if (door.app() == nullptr) {
                tell(Health::good, Text::check_store,
                     counts + "; " + say_(Text::answered_by, server_));
                return;
            }
            store(*door.app(), counts);
            imports(*door.app());
            attached(*door.app());
        } catch (const Error& error) {  // told as a finding; the other checks go on
            console_.stop.check();
            const bool locked = error.reason() == "locked";
            tell(locked ? Health::note : Health::bad, Text::check_store,
                 locked ? say_(Text::in_use, settings_.data.string())
                        : told(error, say_.language()));
        }
    }

    // Opening has read all chats; the ends of each are read back from the table. O(chats).
    void store(App& app, const std::string& counts) {
        const auto stats = app.store().stats();
        tell(Health::good, Text::check_key, say_(stats.encrypted ? Text::key_on : Text::key_off));
        const auto snapshot = app.store().snapshot();
        std::vector<store::MessageId> ends;
        for (const auto& chat : snapshot->chats) {
            if (chat.rows == nullptr || chat.rows->chunks.empty()) continue;
            const auto& last = *chat.rows->chunks.back();
            ends.push_back(chat.rows->chunks.front()->id_of(0));
            ends.push_back(last.id_of(last.size() - 1));
        }
        std::ranges::sort(ends);
        const auto twice = std::ranges::unique(ends);
        ends.erase(twice.begin(), twice.end());
        const auto read = app.store().read(ends).size();
        const bool whole = read == ends.size();
        tell(whole ? Health::good : Health::bad, Text::check_store,
             counts + ", " + size_text(static_cast<std::uint64_t>(stats.file_bytes)) + "; " +
                 say_(Text::read_back, read, ends.size()));
        tell(Health::good, Text::check_index,
             say_(Text::index_in_memory, size_text(stats.chunk_bytes),
                  fmt::format("{:.2f}", stats.load_seconds)));
    }

    void imports(App& app) {
        const auto all = app.imports().list();
        const auto open = std::ranges::count_if(
            all, [](const auto& one) { return one.state == "loading" || one.state == "undoing"; });
        tell(open == 0 ? Health::good : Health::note, Text::check_imports,
             open == 0 ? say_(Text::imports_good, all.size()) : say_(Text::imports_open, open));
    }

    void attached(App& app) {
        const auto archive = app.archive().attached();
        std::error_code ignored;
        if (archive.folder.empty())
            tell(Health::good, Text::check_archive, say_(Text::archive_none));
        else if (!fs::exists(archive.folder, ignored))
            tell(Health::bad, Text::check_archive, say_(Text::archive_gone, archive.folder));
        else
            tell(Health::good, Text::check_archive,
                 say_(Text::archive_attached, archive.folder, archive.format));
    }

    void port(const http::Address& address) {
        const auto name = http::to_string(address);
        const auto note = server_.empty() ? std::nullopt : read_serving(settings_.data);
        if (note && std::ranges::count(note->addresses, url_of(address)) > 0)
            return tell(Health::good, Text::check_port, say_(Text::port_ours, name));
        try {
            const http::Router nothing;
            http::Settings trial;
            trial.listen = {address};
            const http::Server server{trial, nothing};
            tell(Health::good, Text::check_port, say_(Text::port_free, name));
        } catch (const Error& error) {
            tell(Health::bad, Text::check_port,
                 say_(Text::port_taken, name, told(error, say_.language())));
        }
    }

    const Settings& settings_;
    Console& console_;
    const Texts& say_;
    std::optional<Boot> boot_;
    std::string server_;
    int wrong_ = 0;
};

}  // namespace

ExitCode doctor(const Settings& settings, Console& console) {
    return Doctor{settings, console}.examine();
}

}  // namespace kith::app::cli

// kith models: what models are there, fetching and checking them, another file in their place.
#include <algorithm>
#include <cmath>

#include "app/cli/commands.h"
#include "app/cli/table.h"
#include "app/cli/width.h"
#include "base/error.h"
#include "core/embedded/assemble.h"
#include "core/embedded/lock.h"
#include "core/embedded/preparation.h"
#include "json/json.h"

namespace kith::app::cli {
namespace {

using core::Wanted;
using llm::local::Place;

constexpr double kHundred = 100;

struct Row {
    std::string id, title, file, sha256, licence;
    std::int64_t bytes{};
    bool there{};
};
BOOST_DESCRIBE_STRUCT(Row, (), (id, title, file, bytes, sha256, licence, there))

struct Listing {
    std::string folder, own;
    std::vector<Row> models;
};
BOOST_DESCRIBE_STRUCT(Listing, (), (folder, own, models))

std::vector<Wanted> everything() {
    std::vector<Wanted> all;
    for (const auto& model : llm::local::catalog()) all.push_back({&model});
    all.push_back({});
    return all;
}

Row row_of(const Place& place, const Wanted& one, const Texts& say) {
    if (one.model == nullptr)
        return {.id = std::string{one.id()},
                .title = say(Text::model_runtime),
                .file = place.runtime().string(),
                .licence = "MIT",
                .there = place.has_runtime()};
    const auto& model = *one.model;
    return {std::string{model.id},     std::string{model.title},   place.path_of(model).string(),
            std::string{model.sha256}, std::string{model.licence}, model.bytes,
            place.has(model)};
}

ExitCode list(const Place& place, Form form, Console& console) {
    const auto& say = console.texts;
    Listing listing{place.folder().string(), place.own().string(), {}};
    for (const auto& one : everything()) listing.models.push_back(row_of(place, one, say));
    auto& out = console.out;
    if (form == Form::json) {
        out.stream << json::write(listing) << '\n';
        return ExitCode::done;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& row : listing.models)
        rows.push_back({row.title, row.id,
                        row.bytes == 0 ? "" : size_text(static_cast<std::uint64_t>(row.bytes)),
                        row.licence, say(row.there ? Text::model_there : Text::model_missing)});
    write_table(out,
                {{say(Text::head_model)},
                 {"id"},
                 {say(Text::head_size), Column::Side::right},
                 {say(Text::head_licence)},
                 {say(Text::head_state)}},
                rows);
    out.stream << say(Text::models_are_in, printable(listing.folder)) << '\n';
    if (!listing.own.empty()) out.stream << say(Text::model_own, printable(listing.own)) << '\n';
    return ExitCode::done;
}

// The wanted ones by their ids. Throws Error{invalid} for an unknown one.
std::vector<Wanted> wanted_by(const std::vector<std::string>& ids, const Place& place,
                              const Texts& say) {
    const auto all = everything();
    if (ids.empty()) return core::usual_set(place, llm::local::free_memory());
    if (ids == std::vector<std::string>{"all"}) return all;
    std::vector<Wanted> wanted;
    for (const auto& id : ids) {
        const auto found = std::ranges::find(all, id, &Wanted::id);
        std::string known = "all";
        for (const auto& one : all) known += ", " + std::string{one.id()};
        require(found != all.end(), Errc::invalid, say(Text::model_unknown, id, known), kTold);
        wanted.push_back(*found);
    }
    return wanted;
}

// A line when another whole percent is done: it may be read from a file.
class Progress {
  public:
    Progress(std::string_view id, std::int64_t total, Console& console)
        : id_{id}, total_{total}, console_{console} {}
    void operator()(std::int64_t bytes, std::string_view detail) {
        const auto percent = static_cast<int>(
            std::floor(kHundred * static_cast<double>(bytes) / static_cast<double>(total_)));
        if (percent == shown_) return;
        shown_ = percent;
        console_.err.stream << console_.texts(Text::model_fetching, id_, percent, detail) << '\n'
                            << std::flush;
    }

  private:
    std::string id_;
    std::int64_t total_;
    Console& console_;
    int shown_ = -1;
};

void copy_known(const Place& place, const std::string& file, Console& console) {
    const auto hash = core::hash_of(file, console.stop);
    const auto models = llm::local::catalog();
    const auto known = std::ranges::find(models, hash, &llm::local::ModelFile::sha256);
    require(known != models.end(), Errc::invalid, console.texts(Text::model_file_unknown, file),
            kTold);
    const core::FolderLock lock{place.folder(), console.stop};
    const core::Packages packages;
    core::Assembly{place, packages}.copy(*known, file, Progress{known->id, known->bytes, console},
                                         console.stop);
    console.out.stream << console.texts(Text::model_fetched, known->title) << '\n';
}

ExitCode fetch(const Place& place, const ModelsOptions& options, Console& console) {
    for (const auto& file : options.from) copy_known(place, file, console);
    if (!options.from.empty() && options.words.empty()) return ExitCode::done;
    const core::Packages packages;
    for (const auto& one : wanted_by(options.words, place, console.texts)) {
        if (core::is_there(place, one)) continue;
        core::fetch(place, packages, one, Progress{one.id(), core::weight_of(one), console},
                    console.stop);
        console.out.stream << console.texts(Text::model_fetched, one.id()) << '\n' << std::flush;
    }
    console.out.stream << console.texts(Text::models_ready) << '\n';
    return ExitCode::done;
}

ExitCode verify(const Place& place, Console& console) {
    bool well = true;
    for (const auto& model : llm::local::catalog()) {
        const auto file = place.path_of(model);
        std::error_code problem;
        if (!std::filesystem::exists(file, problem)) continue;
        const bool sound = core::hash_of(file, console.stop) == model.sha256;
        console.out.stream << console.texts(sound ? Text::model_sound : Text::model_damaged,
                                            printable(file.string()))
                           << '\n';
        well = well && sound;
    }
    return well ? ExitCode::done : ExitCode::failed;
}

ExitCode use(const Place& place, const ModelsOptions& options, Console& console) {
    require(options.words.size() == 1, Errc::invalid, console.texts(Text::models_what), kTold);
    const auto& file = options.words.front();
    const bool own = file != "default";
    place.set_own(own ? file : "");
    console.out.stream << (own ? console.texts(Text::model_used, printable(file))
                               : console.texts(Text::model_default))
                       << '\n';
    return ExitCode::done;
}

}  // namespace

ExitCode models(const Settings& settings, const ModelsOptions& options, Console& console) {
    const Place place{settings.models};
    switch (options.act) {
        case ModelsOptions::Act::fetch:
            return fetch(place, options, console);
        case ModelsOptions::Act::verify:
            return verify(place, console);
        case ModelsOptions::Act::use:
            return use(place, options, console);
        case ModelsOptions::Act::list:
            break;
    }
    return list(place, options.form, console);
}

}  // namespace kith::app::cli

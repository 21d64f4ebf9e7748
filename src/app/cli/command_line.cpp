// The arguments: what may be said, and which command it means. The only file that knows CLI11.
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/help.h"
#include "app/cli/signals.h"
#include "app/cli/width.h"
#include "base/error.h"

namespace kith::app::cli {
namespace {

constexpr std::size_t kMostContext = 100;  // messages on either side

// Everything that can be said.
struct Said {
    Flags flags;
    bool demo_if_empty = false, dump_openapi = false, version = false, json = false;
    bool dry_run = false, no_wait = false, list = false;
    std::string folder;
    std::vector<std::string> words;  // of a query or a name
    ImportOptions import;
    PeopleOptions people;
    SearchOptions search;
    ShowOptions show;
    ModelsOptions models;
};

class Arguments {
  public:
    Arguments(Said& said, Language language) : said_{said}, language_{language} {
        app_.name("kith");
        app_.description(help("kith"));
        dress(app_);
        app_.add_flag("--version", said_.version, help("version flag"));
        app_.add_flag("--dump-openapi", said_.dump_openapi, help("dump-openapi"));
        app_.require_subcommand(0, 1);
        serve();
        import();
        auto& demo = command("demo");
        demo.add_option("DIR", said_.folder, help("demo dir"))->type_name("");
        people();
        search();
        show();
        models();
        command("doctor");
        command("forget-pin");
        json(command("version"));
    }

    // Throws CLI::ParseError.
    void read(std::span<const std::string> arguments) {
        std::vector<std::string> given{arguments.begin(), arguments.end()};
        if (!given.empty() && given.front() == "search") given = query_last(given);
        std::ranges::reverse(given);  // as CLI11 wants them
        app_.parse(given);
    }

    // "" when none was named.
    std::string command_name() const {
        const auto named = app_.get_subcommands();
        return named.empty() ? "" : named.front()->get_name();
    }
    std::string help_page() const {
        const auto named = app_.get_subcommands();
        return named.empty() ? app_.help() : named.front()->help("kith");
    }

  private:
    std::string help(std::string_view key) const { return help_text(key, language_); }

    void dress(CLI::App& app) {
        app.option_defaults()->group(help("options"));
        app.set_help_flag("-h,--help", help("help"))->group(help("options"));
        auto formatter = std::make_shared<CLI::Formatter>();
        const std::pair<const char*, const char*> labels[] = {
            {"Usage", "usage"},           {"OPTIONS", "option"},    {"SUBCOMMAND", "command"},
            {"Positionals", "arguments"}, {"REQUIRED", "required"},
        };
        for (const auto& [word, key] : labels) formatter->label(word, help(key));
        formatter->column_width(34);
        app.formatter(formatter);
    }

    CLI::App& command(const std::string& name) {
        auto& made = *app_.add_subcommand(name, help(name));
        made.group(help("commands"));
        dress(made);
        auto& flags = said_.flags;
        made.add_option("--data", flags.data, help("data"))->type_name("DIR");
        made.add_option("--key-file", flags.key_file, help("key-file"))->type_name("FILE");
        made.add_option("--language", flags.language, help("language"))->type_name("LANG");
        made.add_option("--log-level", flags.log_level, help("log-level"))->type_name("LEVEL");
        if (name == "models" || name == "serve" || name == "doctor")
            made.add_option("--models", flags.models, help("models folder"))->type_name("DIR");
        made.add_option("--clock", flags.clock, help("clock"))->type_name("UNIX")->group("");
        if (name != "import")
            made.add_option("--timezone", flags.timezone, help("timezone"))->type_name("ZONE");
        return made;
    }

    void json(CLI::App& made) { made.add_flag("--json", said_.json, help("json")); }

    void serve() {
        auto& made = command("serve");
        auto& flags = said_.flags;
        made.add_option("--listen", flags.listen, help("serve listen"))
            ->type_name("ADDR:PORT")
            ->expected(1)
            ->take_all();
        made.add_option("--archive", flags.archives, help("serve archive"))
            ->type_name("DIR")
            ->expected(1)
            ->take_all();
        made.add_flag("--insecure", flags.insecure, help("serve insecure"));
        made.add_flag("--demo", flags.demo, help("serve demo"));
        made.add_flag("--demo-if-empty", said_.demo_if_empty, help("serve demo-if-empty"));
        made.add_flag("--avatars", flags.remote_avatars, help("serve avatars"));
        made.add_option("--web", flags.web, help("serve web"))->type_name("DIR");
        made.add_flag("--fetch-models", flags.fetch_models, help("serve fetch-models"));
        made.add_flag("--dump-openapi", said_.dump_openapi, help("dump-openapi"));
    }

    void import() {
        auto& made = command("import");
        auto& options = said_.import;
        made.add_option("PATH", options.paths, help("import paths"))->type_name("");
        made.add_flag("--dry-run", said_.dry_run, help("import dry-run"));
        made.add_flag("--no-wait", said_.no_wait, help("import no-wait"));
        made.add_option("--me", options.me, help("import me"))->type_name("ID");
        made.add_option("--timezone", options.timezone, help("import timezone"))->type_name("ZONE");
        made.add_flag("--list", said_.list, help("import list"));
        made.add_option("--undo", options.undo, help("import undo"))
            ->type_name("N")
            ->check(CLI::PositiveNumber.description(""));
        json(made);
    }

    void people() {
        auto& made = command("people");
        using Sort = PeopleOptions::Sort;
        made.add_option("--sort", said_.people.sort, help("people sort"))
            ->type_name("HOW")
            ->transform(
                CLI::CheckedTransformer(std::map<std::string, Sort>{{"recent", Sort::recent},
                                                                    {"most", Sort::most},
                                                                    {"name", Sort::name}})
                    .description(""));
        made.add_option("--limit", said_.people.limit, help("people limit"))
            ->type_name("N")
            ->check(CLI::NonNegativeNumber.description(""));
        json(made);
    }

    void search() {
        auto& made = command("search");
        auto& options = said_.search;
        made.add_option("QUERY", said_.words, help("search query"))->type_name("")->required();
        made.add_option("--limit", options.limit, help("search limit"))
            ->type_name("N")
            ->check(CLI::NonNegativeNumber.description(""));
        made.add_option("--context", options.context, help("search context"))
            ->type_name("N")
            ->check(CLI::Range(std::size_t{0}, kMostContext).description(""));
        made.add_option("--sort", options.sort, help("search sort"))
            ->type_name("HOW")
            ->check(CLI::IsMember({"new", "old", "best"}).description(""));
        json(made);
    }

    void show() {
        auto& made = command("show");
        auto& options = said_.show;
        made.add_option("CHAT", said_.words, help("show chat"))->type_name("")->required();
        auto* at = made.add_option("--at", options.at, help("show at"))->type_name("DATE");
        auto* before = made.add_option("--before", options.before, help("show before"))
                           ->type_name("ID")
                           ->check(CLI::PositiveNumber.description(""));
        auto* after = made.add_option("--after", options.after, help("show after"))
                          ->type_name("ID")
                          ->check(CLI::PositiveNumber.description(""));
        before->excludes(at)->excludes(after);
        after->excludes(at);
        made.add_option("--limit", options.limit, help("show limit"))
            ->type_name("N")
            ->check(CLI::NonNegativeNumber.description(""));
        json(made);
    }

    void models() {
        auto& made = command("models");
        auto& options = said_.models;
        using Act = ModelsOptions::Act;
        made.add_option("ACT", options.act, help("models act"))
            ->type_name("")
            ->transform(CLI::CheckedTransformer(std::map<std::string, Act>{{"list", Act::list},
                                                                           {"fetch", Act::fetch},
                                                                           {"verify", Act::verify},
                                                                           {"use", Act::use}})
                            .description(""));
        made.add_option("WHAT", options.words, help("models words"))->type_name("");
        made.add_option("--from", options.from, help("models from"))
            ->type_name("FILE")
            ->expected(1)
            ->take_all();
        json(made);
    }

    // A query may have words that begin with "-": everything that is no option of ours moves behind
    // "--", in its order.
    std::vector<std::string> query_last(const std::vector<std::string>& given) const {
        const auto* search = app_.get_subcommand("search");
        std::vector<std::string> options{given.front()}, words;
        bool only_words = false;
        for (std::size_t i = 1; i < given.size(); ++i) {
            const auto& word = given[i];
            const auto* option = search->get_option_no_throw(word.substr(0, word.find('=')));
            const bool is_help = word == "-h" || word == "--help";
            if (only_words || (!word.starts_with("--") && !is_help)) {
                words.push_back(word);
            } else if (word == "--") {
                only_words = true;
            } else {
                options.push_back(word);
                const bool takes_next = option != nullptr && option->get_items_expected_max() > 0 &&
                                        word.find('=') == std::string::npos;
                if (takes_next && i + 1 < given.size()) options.push_back(given[++i]);
            }
        }
        if (!words.empty()) options.emplace_back("--");
        options.insert(options.end(), words.begin(), words.end());
        return options;
    }

    Said& said_;
    Language language_;
    CLI::App app_;
};

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : " ") + word;
    return all;
}

// Of what is said about the arguments themselves: nobody has read them yet.
Language early_language(std::span<const std::string> arguments, const Environment& environment) {
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i)
        if (arguments[i] == "--language") return language_named(arguments[i + 1]);
    try {
        return language_named(load_settings({}, environment).language);
    } catch (const Error&) {  // told when the command reads its settings
        return Language::en;
    }
}

ExitCode wrong(std::string_view what, const std::string& command, Console& console) {
    auto& err = console.err.stream;
    const auto& say = console.texts;
    err << say(Text::error_prefix, say(Text::argument_error, printable(what))) << '\n'
        << say(Text::see_help, command.empty() ? "kith" : "kith " + command) << '\n';
    return ExitCode::wrong_arguments;
}

// CLI11 speaks English; in Chinese we say first what it is about.
std::string words_of(const CLI::ParseError& error, const Texts& say) {
    if (say.language() == Language::en) return error.what();
    const auto code = static_cast<CLI::ExitCodes>(error.get_exit_code());
    const auto about = code == CLI::ExitCodes::ExtrasError     ? Text::argument_unknown
                       : code == CLI::ExitCodes::RequiredError ? Text::argument_missing
                                                               : Text::argument_value;
    return say(about) + "（" + error.what() + "）";
}

ExitCode help(const std::string& page, Console& console) {
    try {
        console.out.stream << page << std::flush;
    } catch (const ReaderLeft&) {  // kith --help | head
    }
    return ExitCode::done;
}

ExitCode import_of(Said& said, const Settings& settings, Console& console) {
    auto& options = said.import;
    const int acts = (options.paths.empty() ? 0 : 1) + (said.list ? 1 : 0) + (options.undo ? 1 : 0);
    if (acts != 1) return wrong(console.texts(Text::import_what), "import", console);
    options.act = said.list      ? ImportOptions::Act::list
                  : options.undo ? ImportOptions::Act::undo
                  : said.dry_run ? ImportOptions::Act::dry_run
                                 : ImportOptions::Act::import;
    options.wait = said.no_wait ? ImportOptions::Wait::no : ImportOptions::Wait::yes;
    return import_archive(settings, options, console);
}

ExitCode dispatch(const std::string& command, Said& said, const Settings& settings,
                  Console& console) {
    const auto form = said.json ? Form::json : Form::text;
    said.import.form = said.people.form = said.search.form = said.show.form = said.models.form =
        form;
    if (said.version || command == "version") return version(form, console);
    if (said.dump_openapi) return dump_openapi(settings, console);
    if (command == "serve")
        return serve(settings,
                     said.flags.demo      ? Demo::wanted
                     : said.demo_if_empty ? Demo::if_empty
                                          : Demo::no,
                     console);
    if (command == "import") return import_of(said, settings, console);
    if (command == "demo") return demo(settings, said.folder, console);
    if (command == "people") return people(settings, said.people, console);
    said.search.query = said.show.chat = joined(said.words);
    if (command == "search") return search(settings, said.search, console);
    if (command == "show") return show(settings, said.show, console);
    if (command == "forget-pin") return forget_pin(settings, console);
    if (command == "models") return models(settings, said.models, console);
    return doctor(settings, console);
}

// The error for its reader.
std::string sentence_of(const Error& error, const std::filesystem::path& data,
                        const Console& console) {
    const auto& say = console.texts;
    if (error.code() == Errc::cancelled && console.stop.requested()) return say(Text::interrupted);
    if (error.reason() == "no_data") return say(Text::no_data_yet, printable(data.string()));
    if (error.reason() == "locked") return say(Text::in_use, printable(data.string()));
    return printable(told(error, say.language()));
}

ExitCode guarded(const std::string& command, Said& said, const Environment& environment,
                 Console& console) {
    Settings settings;
    try {
        settings = load_settings(said.flags, environment);
        console.texts = Texts{language_named(settings.language)};
        const auto code = dispatch(command, said, settings, console);
        console.out.stream << std::flush;
        return code;
    } catch (const ReaderLeft&) {
        return ExitCode::done;
    } catch (const Error& error) {  // the command's last word
        console.err.stream << console.texts(Text::error_prefix,
                                            sentence_of(error, settings.data, console))
                           << '\n';
    } catch (const std::exception& error) {
        console.err.stream << console.texts(Text::error_prefix, printable(error.what())) << '\n';
    }
    return ExitCode::failed;
}

}  // namespace

ExitCode run(std::span<const std::string> arguments, const Environment& environment,
             Console& console) {
    const auto language = early_language(arguments, environment);
    console.texts = Texts{language};
    Said said;
    Arguments reader{said, language};
    try {
        reader.read(arguments);
    } catch (const CLI::CallForHelp&) {
        return help(reader.help_page(), console);
    } catch (const CLI::ParseError& error) {
        return wrong(words_of(error, console.texts), reader.command_name(), console);
    }
    const auto command = reader.command_name();
    if (command.empty() && !said.version && !said.dump_openapi) {
        console.err.stream << reader.help_page();
        return ExitCode::wrong_arguments;
    }
    return guarded(command, said, environment, console);
}

}  // namespace kith::app::cli

namespace kith::app {

int command_line(int argc, char** argv) {
    using namespace cli;
    ::umask(077);  // what Kith writes is its owner's alone
    const Signals signals;
    const auto environment = process_environment();
    Output output{STDOUT_FILENO};
    std::ostream out{&output};
    out.exceptions(std::ios::badbit);
    const auto columns = columns_of(STDOUT_FILENO), error_columns = columns_of(STDERR_FILENO);
    const bool somebody = ::isatty(STDIN_FILENO) != 0 && error_columns > 0;
    Console console{{out, look_of(columns > 0, environment), columns},
                    {std::cerr, look_of(error_columns > 0, environment), error_columns},
                    somebody ? &std::cin : nullptr,
                    Texts{},
                    signals.stop()};
    const std::vector<std::string> arguments{argv + std::min(argc, 1), argv + argc};
    return static_cast<int>(run(arguments, environment, console));
}

}  // namespace kith::app

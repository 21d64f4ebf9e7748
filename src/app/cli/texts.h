// What the command line says to people, in English and Chinese.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/message.h"

namespace kith::app::cli {

enum class Language : std::uint8_t { en, zh };
// "zh-CN", "zh" … are Chinese, everything else English.
Language language_named(std::string_view name);

// One entry of the catalogue. The order is that of the table in texts.cpp.
enum class Text : std::uint8_t {
    // serve
    kith_is_at,
    data_is_in,
    this_is_the_demo,
    own_data,
    nothing_yet,
    runs_already,
    has_data_already,
    insecure_warning,
    how_to_stop,
    stopping,
    stopped,
    // the way to the data
    no_data_yet,
    in_use,
    // forget-pin
    pin_forgotten,
    pin_none,
    pin_served,
    // import
    reading,
    found_source,
    who_are_you,
    owner_unknown,
    goes_on,
    job_started,
    waits_anyway,
    cancelling,
    cancelled,
    would_do,
    import_done,
    row_new,
    row_same,
    row_changed,
    row_skipped,
    row_chats,
    row_people,
    row_media_missing,
    warning,
    undo_hint,
    nothing_changed,
    undone,
    no_imports,
    state_loading,
    state_done,
    state_failed,
    state_cancelled,
    state_undoing,
    state_undone,
    // progress
    messages_of,
    messages_so_far,
    per_second,
    time_left,
    seconds_short,
    minutes_short,
    hours_short,
    // demo
    demo_ready,
    demo_refused,
    demo_foreign,
    demo_next,
    // tables
    head_name,
    head_kind,
    head_messages,
    head_last,
    head_number,
    head_path,
    head_state,
    head_when,
    kind_person,
    kind_group,
    kind_official,
    more_rows,
    nobody,
    // search
    hits,
    one_hit,
    no_hits,
    more_hits,
    facet_chats,
    facet_people,
    facet_kinds,
    facet_months,
    and_more,
    me,
    problem_missing_value,
    problem_unknown_value,
    problem_unknown_name,
    problem_ambiguous,
    problem_not_available,
    problem_unclosed,
    problem_empty,
    problem_misplaced,
    did_you_mean,
    // show
    no_such_chat,
    several_chats,
    no_messages_with,
    bad_date,
    shown_rows,
    earlier_ones,
    later_ones,
    recalled,
    edited,
    // doctor
    check_data,
    check_disk,
    check_key,
    check_pages,
    check_store,
    check_imports,
    check_archive,
    check_index,
    check_port,
    check_clock,
    check_processor,
    check_chat,
    check_embedder,
    check_version,
    folder_missing,
    folder_no_rights,
    folder_open,
    folder_good,
    disk_low,
    key_on,
    key_off,
    pages_looked_at,
    pages_good,
    pages_bad,
    pages_unfinished,
    store_counts,
    read_back,
    answered_by,
    imports_good,
    imports_open,
    archive_none,
    archive_attached,
    archive_gone,
    index_in_memory,
    port_free,
    port_ours,
    port_taken,
    clock_good,
    clock_wrong,
    processor_is,
    chat_speed,
    embedder_speed,
    model_absent,
    model_wrong,
    all_well,
    something_wrong,
    // models
    head_model,
    head_size,
    head_licence,
    model_there,
    model_missing,
    model_runtime,
    model_own,
    models_are_in,
    model_fetching,
    model_fetched,
    models_ready,
    model_unknown,
    model_file_unknown,
    model_sound,
    model_damaged,
    model_used,
    model_default,
    models_what,
    // errors
    error_prefix,
    argument_error,
    argument_unknown,
    argument_missing,
    argument_value,
    import_what,
    see_help,
    interrupted,
    count_  // number of entries
};
inline constexpr auto kTextCount = static_cast<std::size_t>(Text::count_);

// The key of the i-th entry; i < kTextCount.
Text key_at(std::size_t i);
// The sentence with its {} in place. Never throws.
std::string_view sentence(Text key, Language language);

// Says things in one language. Cheap to copy.
class Texts {
  public:
    explicit Texts(Language language = Language::en) : language_{language} {}
    Language language() const { return language_; }

    template <class... Args>
    std::string operator()(Text key, const Args&... args) const {
        return fmt::format(fmt::runtime(sentence(key, language_)), args...);
    }

  private:
    Language language_;
};

// "[photo]", "[图片]": stands where a message of this kind has no text; "" for plain text.
std::string label_of(Kind kind, Language language);
// "photo", "图片".
std::string_view word_of(Kind kind, Language language);
// "Mon", "周一"; 0 = Sunday.
std::string_view weekday_word(int weekday, Language language);
// The reason of errors whose message is already in the reader's language.
inline constexpr std::string_view kTold = "told";
// The error for its reader: its own words, before them in Chinese what they are about.
std::string told(const Error& error, Language language);

}  // namespace kith::app::cli

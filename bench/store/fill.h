// A store with made-up rows, for benches that need a large one. Made once and kept.
#pragma once

#include <filesystem>
#include <memory>

#include "bench/store/measure.h"
#include "store/store.h"

namespace kith::bench {

inline store::Settings settings_of(int argc, char** argv) {
    store::Settings settings;
    settings.file = argument(argc, argv, "--store", "/tmp/bench-store.db");
    settings.key = Secret{argument(argc, argv, "--key", "")};
    return settings;
}

// Opens the store; an empty one is filled with so many rows first.
inline std::unique_ptr<store::Store> filled_store(const store::Settings& settings,
                                                  const Clock& clock, std::int64_t rows) {
    constexpr std::int64_t kPiece = 65'536;
    auto store = store::Store::open(settings, clock);
    if (store->snapshot()->messages != 0) return store;
    const MadeArchive archive{rows};
    const auto account = store->account("made", "me");
    auto import = store->begin_import(account, "made", "memory");
    std::vector<store::PersonId> people;
    for (int i = 0; i < 3; ++i) {
        store::Person person;
        person.account = account;
        person.key = "wxid_" + std::to_string(i);
        people.push_back(import->person(person));
    }
    for (std::size_t i = 0; i < archive.chats(); ++i) {
        store::ChatInfo info;
        info.account = account;
        info.key = "chat" + std::to_string(i);
        info.kind = store::ChatKind::group;
        const auto chat = import->chat(info);
        for (std::int64_t at = 0; at < archive.size(i); at += kPiece)
            import->put({chat, archive.rows(i, at, std::min(at + kPiece, archive.size(i)), people)},
                        Stop{});
        import->end_chat(chat, {});
    }
    import->finish(store::ImportState::done, "{}", "");
    return store;
}

}  // namespace kith::bench

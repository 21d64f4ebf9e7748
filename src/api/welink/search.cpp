// W044: search everything, the newest five hits of each chat.
#include <algorithm>
#include <tuple>

#include "api/welink/analysis.h"
#include "api/welink/literal.h"
#include "api/welink/shown.h"
#include "api/welink/welink.h"
#include "insight/contacts.h"
#include "search/substring.h"
#include "text/fold.h"

namespace kith::api::welink {
namespace {

constexpr std::uint32_t kHitsPerChat = 5;
constexpr std::size_t kChats = 5'000;
constexpr std::size_t kChatsAtOnce = 16;  // that one thread views before it asks for more
constexpr std::size_t kQueryCodePoints = 256;

struct Found {
    std::string username, display_name, small_head_url;
    std::vector<ChatMessage> messages;
    std::int64_t count{};  // of the messages shown here
    bool is_group{};
    std::string chat;       // for our own page: opens the conversation
    std::uint64_t total{};  // all messages of the chat that contain the text
};
BOOST_DESCRIBE_STRUCT(Found, (),
                      (username, display_name, small_head_url, messages, count, is_group, chat,
                       total))

enum class Which { all, contacts, groups, none };

Which which(const http::Call& call) {
    const auto type = call.query("type");
    if (!type || *type == "all") return Which::all;
    if (*type == "contact") return Which::contacts;
    return *type == "group" ? Which::groups : Which::none;
}

// Chats that may be searched. People count once the first index run is done (groups contract §5).
std::vector<std::uint32_t> candidates(const store::Snapshot& snapshot, Which kind,
                                      bool contacts_known) {
    std::vector<std::uint32_t> chosen;
    for (std::uint32_t i = 0; i < snapshot.chats.size(); ++i) {
        const auto& info = *snapshot.chats[i].info;
        if (info.kind == store::ChatKind::group) {
            if (kind != Which::contacts) chosen.push_back(i);
            continue;
        }
        if (kind == Which::groups || !contacts_known) continue;
        const auto* person = snapshot.person(info.peer);
        if (person != nullptr && insight::is_contact(*person)) chosen.push_back(i);
    }
    return chosen;
}

Found view(const store::Snapshot& snapshot, const search::ChatHits& hits, const Zone& zone) {
    const auto& chat = snapshot.chats[hits.chat];
    Found found;
    found.username = chat.info->key;
    found.chat = std::to_string(chat.info->id.value);
    found.is_group = chat.info->kind == store::ChatKind::group;
    found.total = hits.count;
    if (const auto* person = snapshot.person(chat.info->peer); person && !found.is_group) {
        found.display_name = store::display_name(*person);
        found.small_head_url = person->avatar;
    } else {
        found.display_name = chat.info->title.empty() ? chat.info->key : chat.info->title;
        found.small_head_url = chat.info->avatar;
    }
    const store::Chunk* chunk = nullptr;
    store::Columns columns;
    for (const auto& hit : hits.newest) {
        if (const auto* at = chat.rows->chunks[hit.chunk].get(); at != chunk) {
            chunk = at;
            columns = chunk->columns();
        }
        if (auto message = shown({*chunk, columns, hit.row}, zone, List::dated)) {
            if (found.is_group) message->is_mine = false;
            found.messages.push_back(std::move(*message));
        }
    }
    found.count = static_cast<std::int64_t>(found.messages.size());
    return found;
}

std::vector<Found> search(const store::Snapshot& snapshot, std::string_view query,
                          const std::vector<std::uint32_t>& chats, const Zone& zone,
                          const search::ScanPool& pool, const Stop& stop) {
    const search::Substring what{.needle = search::Needle::of(query, search::sample(snapshot)),
                                 .newest = kHitsPerChat,
                                 .test = literal_test(query)};
    const auto all = search::search_all(snapshot, what, pool, stop, chats);
    std::vector<Found> found(all.size());
    pool.run((all.size() + kChatsAtOnce - 1) / kChatsAtOnce,
             [&](std::size_t block, unsigned) {
                 const auto last = std::min(all.size(), (block + 1) * kChatsAtOnce);
                 for (auto i = block * kChatsAtOnce; i < last; ++i)
                     found[i] = view(snapshot, all[i], zone);
             },
             stop);
    std::erase_if(found, [](const Found& chat) { return chat.count == 0; });
    std::ranges::sort(found, [](const Found& a, const Found& b) {
        return std::tie(b.count, b.total, a.username) < std::tie(a.count, a.total, b.username);
    });
    if (found.size() > kChats) found.resize(kChats);
    return found;
}

}  // namespace

void search_routes(http::Routes guarded, Analysis& analysis, store::Store& store,
                   search::ScanPool& scan) {
    guarded
        .get("/api/search",
             [&analysis, &store, &scan](http::Call& call) {
                 const auto query = call.query_or("q", "");
                 require(!query.empty(), Errc::invalid, "q required");
                 require(text::length(query) <= kQueryCodePoints, Errc::invalid,
                         "q is longer than 256 characters");
                 const auto kind = which(call);
                 if (kind == Which::none) return std::vector<Found>{};
                 const auto snapshot = store.snapshot();
                 const auto chats = candidates(*snapshot, kind, analysis.status().is_initialized);
                 return search(*snapshot, query, chats, analysis.params().zone, scan, call.stop());
             })
        .describe({.summary = "W044 Search everything, newest five of each chat",
                   .query = {{"q", "text", {}, true}, {"type", "all, contact or group"}}});
}

}  // namespace kith::api::welink

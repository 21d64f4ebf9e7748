// X03: all chats and people in columns, kept by the page and filtered there.
#include "search/directory.h"
#include "api/own/own.h"
#include "base/crypto.h"
#include "http/etag.h"

namespace kith::search {

BOOST_DESCRIBE_STRUCT(Directory, (),
                      (generation, ids, chats, people, names, alt, kind, source, count, last_ts,
                       avatar))

}  // namespace kith::search

namespace kith::api::own {

constexpr std::size_t kStartBytes = 8;

void directory_routes(http::Routes on, store::Store& store) {
    // Generations are counted from the start of the program: another start, other tags.
    const auto start = hex(random_bytes(kStartBytes));
    on.get("/api/kith/directory",
           [&store, start](http::Call& call) {
               const auto snapshot = store.snapshot();
               const auto tag = "\"" + start + "-" + std::to_string(snapshot->generation) + "\"";
               if (http::has_current(call, tag)) return http::not_modified(tag);
               const auto accounts = store.accounts();
               auto response =
                   http::json_text(200, json::write(search::directory(*snapshot, accounts)));
               response.headers.set("ETag", tag);
               return response;
           })
        .answers<search::Directory>()
        .summary("X03 All people and groups in columns");
}

}  // namespace kith::api::own

// X07: files handed over by the browser, in pieces.
#include "api/own/own.h"

namespace kith::api::own {
namespace {

struct BeginBody {
    std::string name;
    std::int64_t bytes{};
};
BOOST_DESCRIBE_STRUCT(BeginBody, (), (name, bytes))

}  // namespace

void upload_routes(http::Routes on, core::Uploads& uploads) {
    on.post("/api/kith/uploads", [&uploads](http::Call&, const BeginBody& body) {
          return http::created(uploads.begin(body.name, body.bytes));
      }).summary("X07 Announce a file");
    on.get("/api/kith/uploads/{id}", [&uploads](http::Call& call) {
          return uploads.find(call.path("id"));
      }).summary("X07 How far a file is");
    on.body_limit(core::Uploads::kPieceBytes)
        .put("/api/kith/uploads/{id}",
             [&uploads](http::Call& call) {
                 const auto offset = call.query_whole("offset");
                 require(offset.value_or(-1) >= 0, Errc::invalid, "offset: expected a number");
                 return uploads.put(call.path("id"), *offset, call.body_text());
             })
        .takes("application/octet-stream")
        .describe({.summary = "X07 A piece of at most 8 MiB",
                   .query = {{"offset", "where it belongs", http::Kind::integer, true}}});
    on.del("/api/kith/uploads/{id}", [&uploads](http::Call& call) {
          uploads.remove(call.path("id"));
          return http::no_content();
      }).summary("X07 Remove a file");
}

}  // namespace kith::api::own

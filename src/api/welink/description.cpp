// W133: the API description, made from the routes and their types.
#include "api/welink/welink.h"
#include "http/etag.h"
#include "http/openapi.h"

namespace kith::api::welink {

void description_routes(http::Routes open, const http::Router& router, std::string version) {
    open.get("/api/swagger.json",
             [&router, version = std::move(version)](http::Call& call) {
                 const http::ApiInfo about{
                     .title = "Kith",
                     .version = version,
                     .about =
                         "A private home for your conversations: archive, search, journal, "
                         "messages. Everything is answered by this machine."};
                 return http::with_etag(call, http::json_text(200, http::openapi(router, about)));
             })
        .summary("W133 This description");
}

}  // namespace kith::api::welink

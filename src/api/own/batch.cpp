// X02: several GETs of this server in one request, one line of JSON each as it finishes.
#include "api/own/own.h"

namespace kith::api::own {
namespace {

constexpr std::size_t kPaths = 12;

struct BatchBody {
    std::vector<std::string> get;
};
BOOST_DESCRIBE_STRUCT(BatchBody, (), (get))

struct Line {
    std::size_t i{};
    int status{};
    json::Raw body;  // as it is when JSON, else a text
};

std::string text_of(const Line& line) {
    return "{\"i\":" + std::to_string(line.i) + ",\"status\":" + std::to_string(line.status) +
           ",\"body\":" + (line.body.text.empty() ? "null" : line.body.text) + "}\n";
}

// The same caller asks: credentials and host go along, conditions of the outer request do not.
http::Request request_for(const http::Request& outer, const std::string& path) {
    http::Request request;
    request.method = http::Method::get;
    request.target = path;
    request.peer = outer.peer;
    request.local = outer.local;
    for (const auto* name : {"Host", "Authorization", "X-API-Key", "X-WeLink-Token", "Cookie"})
        if (outer.headers.has(name)) request.headers.add(name, outer.headers.get(name));
    return request;
}

Line answer(const http::Router& router, const http::Request& request, std::size_t i,
            const Stop& stop) {
    Line line{i, 400, {}};
    if (router.match(request).lane() == http::Lane::stream) {
        line.body.text = json::write(std::string{"a stream cannot be part of a batch"});
        return line;
    }
    const auto response = router.handle(request, stop);
    line.status = response.status;
    const auto body = http::whole_body(response, stop);
    const auto type = response.headers.get("Content-Type");
    line.body.text = type.starts_with("application/json") ? body : json::write(body);
    return line;
}

}  // namespace

void batch_routes(http::Routes on, const http::Router& router) {
    on.slow()
        .post("/api/kith/batch",
              [&router](http::Call& call, const BatchBody& body) {
                  require(!body.get.empty() && body.get.size() <= kPaths, Errc::invalid,
                          "get: expected 1 to 12 paths");
                  for (const auto& path : body.get)
                      require(path.starts_with('/') && !path.starts_with("//"), Errc::invalid,
                              "get[]: expected a path of this server");
                  std::vector<http::Request> requests;
                  for (const auto& path : body.get)
                      requests.push_back(request_for(call.request(), path));
                  http::Response response;
                  response.headers.add("Content-Type", "application/x-ndjson");
                  response.producer = [&router, requests = std::move(requests)](http::ByteSink& out,
                                                                                const Stop& stop) {
                      for (std::size_t i = 0; i < requests.size(); ++i)
                          out.write(text_of(answer(router, requests[i], i, stop)));
                  };
                  return response;
              })
        .summary("X02 Several GETs in one request, as lines of JSON");
}

}  // namespace kith::api::own

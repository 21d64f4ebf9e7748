// X08 X09 X10: look into a file or folder, import it, take an import out again.
#include "api/own/own.h"
#include "base/zone.h"

namespace kith::api::own {
namespace {

struct ScanBody {
    std::string path, upload;
};
BOOST_DESCRIBE_STRUCT(ScanBody, (), (path, upload))

struct Scanned {
    std::vector<core::ScannedSource> sources;
};
BOOST_DESCRIBE_STRUCT(Scanned, (), (sources))

struct SourceBody {
    std::string path, upload;
};
BOOST_DESCRIBE_STRUCT(SourceBody, (), (path, upload))

struct ImportBody {
    std::vector<SourceBody> sources;
    std::string me, timezone;
    bool dry_run{};
};
BOOST_DESCRIBE_STRUCT(ImportBody, (), (sources, me, timezone, dry_run))

struct Listed {
    std::vector<core::ImportView> imports;
};
BOOST_DESCRIBE_STRUCT(Listed, (), (imports))

std::filesystem::path path_of(const core::Uploads& uploads, const std::string& path,
                              const std::string& upload) {
    require(path.empty() != upload.empty(), Errc::invalid, "expected either path or upload");
    return upload.empty() ? std::filesystem::path{path} : uploads.path(upload);
}

core::ImportRequest request_of(const core::Uploads& uploads, const ImportBody& body) {
    require(!body.sources.empty(), Errc::invalid, "sources: expected at least one");
    require(body.timezone.empty() || Zone::known(body.timezone), Errc::invalid,
            "timezone: no such zone");
    core::ImportRequest request;
    for (const auto& source : body.sources)
        request.paths.push_back(path_of(uploads, source.path, source.upload));
    request.me = body.me;
    request.timezone = body.timezone;
    return request;
}

std::int64_t id_of(const http::Call& call) {
    const auto text = call.path("id");
    std::int64_t id = 0;
    for (const char c : text) {
        require(c >= '0' && c <= '9' && id < (std::int64_t{1} << 53), Errc::not_found,
                "no such import");
        id = id * 10 + (c - '0');
    }
    return id;
}

}  // namespace

void import_routes(http::Routes on, core::Imports& imports, core::Uploads& uploads) {
    on.slow()
        .post(
            "/api/kith/imports/scan",
            [&](http::Call& call, const ScanBody& body) {
                return Scanned{imports.scan(path_of(uploads, body.path, body.upload), call.stop())};
            })
        .summary("X08 What lies at a path, without importing it");

    on.slow()
        .post<ImportBody>("/api/kith/imports",
                          [&](http::Call& call) {
                              const auto body = call.body<ImportBody>();
                              const auto request = request_of(uploads, body);
                              if (body.dry_run)
                                  return http::json_text(
                                      200, json::write(imports.dry_run(request, call.stop())));
                              return http::json_text(202, json::write(imports.start(request)));
                          })
        .answers<core::JobInfo>(202)
        .summary("X09 Import: answers with the job, or with 200 and the report of a dry run");

    on.get("/api/kith/imports", [&](http::Call&) {
          return Listed{imports.list()};
      }).summary("X09 All imports, newest first");

    on.get("/api/kith/imports/{id}", [&](http::Call& call) {
          auto found = imports.find(id_of(call));
          require(found.has_value(), Errc::not_found, "no such import");
          return *found;
      }).summary("X09 One import with its report");

    on.post("/api/kith/imports/{id}/undo", [&](http::Call& call) {
          return imports.undo(id_of(call));
      }).summary("X10 Take an import out again, as a job");
}

}  // namespace kith::api::own

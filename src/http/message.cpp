// See message.h.
#include "http/message.h"

#include <algorithm>
#include <array>

#include "http/target.h"

namespace kith::http {
namespace {

constexpr std::array<std::string_view, kMethodCount> kMethods = {
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER"};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

// Zero weight in "gzip;q=0.00" means "not this one".
bool refused(std::string_view parameters) {
    const auto q = parameters.find("q=");
    if (q == std::string_view::npos) return false;
    const auto weight = trimmed(parameters.substr(q + 2));
    return weight.starts_with('0') && weight.find_first_not_of("0.") == std::string_view::npos;
}

struct TypeOfExtension {
    std::string_view extension, type;
};
constexpr TypeOfExtension kTypes[] = {
    {"html", kHtmlType},
    {"css", "text/css; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"json", kJsonType},
    {"map", kJsonType},
    {"webmanifest", "application/manifest+json"},
    {"txt", kTextType},
    {"md", "text/markdown; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"gif", "image/gif"},
    {"webp", "image/webp"},
    {"ico", "image/x-icon"},
    {"woff2", "font/woff2"},
    {"woff", "font/woff"},
    {"wasm", "application/wasm"},
    {"mp3", "audio/mpeg"},
    {"ogg", "audio/ogg"},
    {"wav", "audio/wav"},
    {"mp4", "video/mp4"},
    {"pdf", "application/pdf"},
    {"zip", "application/zip"},
    {"gz", "application/gzip"},
    {"db", "application/vnd.sqlite3"},
};

class TextSink final : public ByteSink {
  public:
    explicit TextSink(std::string& out) : out_{out} {}
    void write(std::string_view bytes) override { out_ += bytes; }

  private:
    std::string& out_;
};

}  // namespace

std::string_view name_of(Method method) {
    return kMethods[static_cast<std::size_t>(method)];
}

Method method_named(std::string_view name) {
    const auto found = std::ranges::find(kMethods, name);
    return found == kMethods.end() ? Method::other : static_cast<Method>(found - kMethods.begin());
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                              [](char x, char y) { return lower(x) == lower(y); });
}

bool list_holds(std::string_view list, std::string_view token) {
    while (!list.empty()) {
        const auto comma = list.find(',');
        const auto item = list.substr(0, comma);
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
        const auto semicolon = item.find(';');
        if (!equal_ignoring_case(trimmed(item.substr(0, semicolon)), token)) continue;
        return semicolon == std::string_view::npos || !refused(item.substr(semicolon + 1));
    }
    return false;
}

Headers::Headers(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
    for (const auto& [name, value] : fields) add(name, value);
}

std::pair<std::string_view, std::string_view> Headers::at(std::size_t i) const {
    const Field& field = fields_[i];
    const std::string_view text = text_;
    return {text.substr(field.name, field.name_bytes), text.substr(field.value, field.value_bytes)};
}

std::string_view Headers::get(std::string_view name) const {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        const auto [other, value] = at(i);
        if (equal_ignoring_case(other, name)) return value;
    }
    return {};
}

bool Headers::has(std::string_view name) const {
    return count(name) > 0;
}

std::size_t Headers::count(std::string_view name) const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        if (equal_ignoring_case(at(i).first, name)) ++count;
    }
    return count;
}

void Headers::add(std::string_view name, std::string_view value) {
    const auto start = text_.size();
    text_ += name;
    text_ += value;
    std::replace_if(
        text_.begin() + static_cast<std::ptrdiff_t>(start), text_.end(),
        [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
    fields_.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(name.size()),
                       static_cast<std::uint32_t>(start + name.size()),
                       static_cast<std::uint32_t>(value.size())});
}

void Headers::set(std::string_view name, std::string_view value) {
    erase(name);
    add(name, value);
}

void Headers::erase(std::string_view name) {
    std::erase_if(fields_, [&](const Field& field) {
        const std::string_view text = text_;
        return equal_ignoring_case(text.substr(field.name, field.name_bytes), name);
    });
}

void Headers::clear() {
    text_.clear();
    fields_.clear();
}

std::string_view Request::path() const {
    const auto parts = split_target(target);
    return parts ? parts->path : std::string_view{};
}

std::string_view Request::query() const {
    const auto parts = split_target(target);
    return parts ? parts->query : std::string_view{};
}

int status_of(Errc code) {
    switch (code) {
        case Errc::invalid:
            return 400;
        case Errc::unauthorized:
            return 401;
        case Errc::forbidden:
            return 403;
        case Errc::not_found:
            return 404;
        case Errc::conflict:
            return 409;
        case Errc::too_large:
            return 413;
        case Errc::busy:
        case Errc::unavailable:
        case Errc::cancelled:
            return 503;
        case Errc::upstream:
            return 502;
        case Errc::timeout:
            return 504;
        case Errc::internal:
            break;
    }
    return 500;
}

int status_of(const Error& error) {
    struct Row {
        std::string_view reason;
        int status;
    };
    static constexpr Row kRows[] = {{"method_not_allowed", 405}, {"request_timeout", 408},
                                    {"uri_too_long", 414},       {"expectation_failed", 417},
                                    {"misdirected", 421},        {"upgrade_required", 426},
                                    {"too_many_requests", 429},  {"headers_too_large", 431}};
    for (const Row& row : kRows) {
        if (error.reason() == row.reason) return row.status;
    }
    return status_of(error.code());
}

std::string_view reason_phrase(int status) {
    struct Row {
        int status;
        std::string_view phrase;
    };
    static constexpr Row kRows[] = {{200, "OK"},
                                    {201, "Created"},
                                    {202, "Accepted"},
                                    {204, "No Content"},
                                    {206, "Partial Content"},
                                    {301, "Moved Permanently"},
                                    {302, "Found"},
                                    {303, "See Other"},
                                    {304, "Not Modified"},
                                    {307, "Temporary Redirect"},
                                    {308, "Permanent Redirect"},
                                    {400, "Bad Request"},
                                    {401, "Unauthorized"},
                                    {403, "Forbidden"},
                                    {404, "Not Found"},
                                    {405, "Method Not Allowed"},
                                    {408, "Request Timeout"},
                                    {409, "Conflict"},
                                    {410, "Gone"},
                                    {413, "Content Too Large"},
                                    {414, "URI Too Long"},
                                    {415, "Unsupported Media Type"},
                                    {416, "Range Not Satisfiable"},
                                    {417, "Expectation Failed"},
                                    {421, "Misdirected Request"},
                                    {422, "Unprocessable Content"},
                                    {426, "Upgrade Required"},
                                    {429, "Too Many Requests"},
                                    {431, "Request Header Fields Too Large"},
                                    {500, "Internal Server Error"},
                                    {501, "Not Implemented"},
                                    {502, "Bad Gateway"},
                                    {503, "Service Unavailable"},
                                    {504, "Gateway Timeout"}};
    for (const Row& row : kRows) {
        if (row.status == status) return row.phrase;
    }
    return "Status";
}

Response json_text(int status, std::string text) {
    return text_response(status, std::move(text), kJsonType);
}

Response json_response(int status, const json::value& payload) {
    return json_text(status, json::serialize(payload));
}

Response text_response(int status, std::string text, std::string_view type) {
    Response response;
    response.status = status;
    response.headers.add("Content-Type", type);
    response.body = std::move(text);
    return response;
}

Response no_content() {
    Response response;
    response.status = 204;
    return response;
}

Response redirect(std::string_view location, int status) {
    Response response;
    response.status = status;
    response.headers.add("Location", location);
    return response;
}

Response bytes_response(std::string bytes, std::string_view type) {
    return text_response(200, std::move(bytes), type);
}

std::string attachment(std::string_view file_name) {
    std::string fallback;
    bool plain = true;
    for (const char c : file_name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool safe = byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\' && c != '/' &&
                          c != '%';  // some clients decode % even in the plain form
        plain = plain && safe;
        // One underscore for a character, not one for each of its bytes.
        if (safe) {
            fallback += c;
        } else if ((byte & 0xC0U) != 0x80U) {
            fallback += '_';
        }
    }
    std::string out = "attachment; filename=\"" + fallback + '"';
    if (!plain) {
        out += "; filename*=UTF-8''" + percent_encode(repair_utf8(std::string{file_name}));
    }
    return out;
}

Response download(std::string bytes, std::string_view file_name, std::string_view type) {
    auto response = bytes_response(std::move(bytes), type.empty() ? type_of_name(file_name) : type);
    response.headers.add("Content-Disposition", attachment(file_name));
    return response;
}

Response download(Response::Producer producer, std::string_view file_name, std::string_view type,
                  std::optional<std::uint64_t> bytes) {
    auto response = download(std::string{}, file_name, type);
    response.producer = std::move(producer);
    response.producer_bytes = bytes;
    return response;
}

std::string_view type_of_name(std::string_view file_name) {
    const auto dot = file_name.rfind('.');
    if (dot != std::string_view::npos) {
        const auto extension = file_name.substr(dot + 1);
        for (const auto& row : kTypes) {
            if (equal_ignoring_case(row.extension, extension)) return row.type;
        }
    }
    return "application/octet-stream";
}

std::string whole_body(const Response& response, const Stop& stop) {
    if (!response.producer) return response.body;
    std::string out;
    TextSink sink{out};
    response.producer(sink, stop);
    return out;
}

}  // namespace kith::http

// Signs requests to AWS. Source: AWS General Reference, "Signature Version 4 signing process".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"
#include "base/time.h"
#include "net/client.h"

namespace kith::llm::aws {

struct Credentials {
    std::string id;
    Secret secret;
};

// What is signed. All of `headers` are; "host" must be among them.
struct Signing {
    std::string method;
    std::string path;   // as it is sent, percent-encoded; "/" at least
    std::string query;  // as it is sent, its parts in order of their names
    std::vector<net::Header> headers;
    std::string payload_hash;  // SHA-256 in hexadecimal
    std::string region, service;
    Time time{};
};

// "20150830T123600Z".
std::string amz_date(Time time);
// The value of the Authorization header. Every service but S3 encodes the path a second time.
std::string authorization(const Signing& signing, const Credentials& credentials);

}  // namespace kith::llm::aws

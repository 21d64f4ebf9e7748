// Signatures by the suite that AWS publishes (aws-sig-v4-test-suite) and its IAM example.
#include "llm/aws/sigv4.h"

#include <gtest/gtest.h>

#include "base/crypto.h"

namespace kith::llm::aws {
namespace {

const Credentials kExample{"AKIDEXAMPLE", Secret{"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}};

Signing example(std::string method, std::string path, std::string query = "",
                std::string body = "") {
    const auto sum = sha256(body);
    Signing out{.method = std::move(method),
                .path = std::move(path),
                .query = std::move(query),
                .payload_hash = hex(std::span{sum}),
                .region = "us-east-1",
                .service = "service",
                .time = from_seconds(1'440'938'160)};  // 2015-08-30 12:36:00 UTC
    out.headers = {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}};
    return out;
}

std::string signature(const Signing& signing) {
    const auto text = authorization(signing, kExample);
    return text.substr(text.rfind('=') + 1);
}

TEST(SigV4, the_whole_header_of_get_vanilla) {
    EXPECT_EQ(authorization(example("GET", "/"), kExample),
              "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
              "SignedHeaders=host;x-amz-date, "
              "Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
}

TEST(SigV4, the_published_suite) {
    EXPECT_EQ(signature(example("POST", "/")),
              "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
    EXPECT_EQ(signature(example("GET", "/", "Param1=value1&Param2=value2")),
              "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
    EXPECT_EQ(signature(example("GET", "/ሴ")),
              "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85");
    EXPECT_EQ(signature(example("GET", "/example space/")),
              "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741");
    auto form = example("POST", "/", "", "Param1=value1");
    form.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    EXPECT_EQ(signature(form), "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    auto spaces = example("GET", "/");
    spaces.headers.push_back({"My-Header1", " value1"});
    spaces.headers.push_back({"My-Header2", " \"a   b   c\""});
    EXPECT_EQ(signature(spaces),
              "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
}

TEST(SigV4, the_example_of_iam) {
    auto signing = example("GET", "/", "Action=ListUsers&Version=2010-05-08");
    signing.service = "iam";
    signing.headers = {{"x-amz-date", "20150830T123600Z"},
                       {"content-type", "application/x-www-form-urlencoded; charset=utf-8"},
                       {"host", "iam.amazonaws.com"}};
    EXPECT_EQ(signature(signing),
              "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
}

TEST(SigV4, an_encoded_path_is_encoded_again) {
    // Computed with Python's hmac and hashlib from the description of the process.
    auto signing = example(
        "POST", "/model/us.anthropic.claude-3-5-v2%3A0/invoke", "",
        R"({"anthropic_version":"bedrock-2023-05-31","max_tokens":8192,"system":"Be brief.",)"
        R"("messages":[{"role":"user","content":"你好"}]})");
    signing.region = "eu-west-1";
    signing.service = "bedrock";
    signing.headers = {{"content-type", "application/json"},
                       {"host", "bedrock-runtime.eu-west-1.amazonaws.com"},
                       {"x-amz-content-sha256", signing.payload_hash},
                       {"x-amz-date", amz_date(signing.time)}};
    EXPECT_EQ(signature(signing),
              "57e8411aca6f303635b9cb45939720345af4b96933808ceb69d04c89672ba298");
}

}  // namespace
}  // namespace kith::llm::aws

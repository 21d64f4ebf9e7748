// X07: files in pieces through the router; what core/uploads tests is not repeated.
#include "core/uploads/uploads.h"
#include "base/crypto.h"
#include "tests/api/asking.h"

namespace kith::test {
namespace {

class OwnUploads : public testing::Test {
  protected:
    Reply begin(const std::string& name, std::int64_t bytes) {
        return app_.post("/api/kith/uploads", "{\"name\":" + json::write(name) +
                                                  ",\"bytes\":" + std::to_string(bytes) + "}");
    }
    std::string begun(std::int64_t bytes) {
        const auto reply = begin("聊天 100%.jsonl", bytes);
        EXPECT_EQ(reply.status, 201) << reply.body;
        return std::string{json::view(reply.at("id").as_string())};
    }
    Reply put(const std::string& id, const std::string& query, const std::string& piece) {
        return app_.send(http::Method::put, "/api/kith/uploads/" + id + query, piece);
    }

    TempFolder files_;
    TestApp app_;
};

TEST_F(OwnUploads, a_file_arrives_in_pieces_and_is_imported) {
    const auto file = core::write_chat(files_ / "a.jsonl", core::small_talk());
    std::ifstream in{file, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    const auto id = begun(static_cast<std::int64_t>(text.size()));
    EXPECT_EQ(text_at(app_.get("/api/kith/uploads/" + id), "received"), "0");
    EXPECT_EQ(put(id, "?offset=0", text.substr(0, 100)).status, 200);
    const auto half = app_.get("/api/kith/uploads/" + id);
    EXPECT_EQ(text_at(half, "received"), "100");
    EXPECT_EQ(text_at(half, "complete"), "false");
    const auto sources = "{\"sources\":[{\"upload\":\"" + id + "\"}]}";
    EXPECT_EQ(app_.post("/api/kith/imports", sources).status, 409);  // not all there
    const auto whole = put(id, "?offset=100", text.substr(100));
    EXPECT_EQ(text_at(whole, "complete"), "true");
    const auto sum = sha256(text);
    EXPECT_EQ(text_at(whole, "sha256"), json::write(hex(std::span{sum})));
    const auto scan = app_.post("/api/kith/imports/scan", "{\"upload\":\"" + id + "\"}");
    EXPECT_EQ(scan.status, 200) << scan.body;
    EXPECT_EQ(app_.post("/api/kith/imports", sources).status, 202);
    app_.settle();
    EXPECT_EQ(app_.store().snapshot()->messages, 3u);
}

TEST_F(OwnUploads, a_gap_says_where_to_go_on_and_a_removed_file_is_gone) {
    const auto id = begun(10);
    EXPECT_EQ(put(id, "?offset=5", "xxxxx").status, 409);
    EXPECT_EQ(put(id, "?offset=0", "01234").status, 200);
    EXPECT_EQ(put(id, "?offset=0", "01234").status, 200);  // a piece may come twice
    EXPECT_EQ(put(id, "?offset=5", "too long for it").status, 413);
    EXPECT_EQ(app_.send(http::Method::del, "/api/kith/uploads/" + id).status, 204);
    EXPECT_EQ(app_.get("/api/kith/uploads/" + id).status, 404);
    EXPECT_EQ(put(id, "?offset=5", "56789").status, 404);
}

TEST_F(OwnUploads, odd_requests_are_refused) {
    for (const auto* name : {"", "..", "a/b", "/etc/passwd", "a\\b"})
        EXPECT_EQ(begin(name, 5).status, 400) << name;
    EXPECT_EQ(begin(std::string(64 * 1024, 'x'), 5).status, 400);
    for (const std::int64_t bytes : {std::int64_t{-1}, std::int64_t{1} << 60})
        EXPECT_GE(begin("a", bytes).status, 400) << bytes;
    EXPECT_EQ(app_.post("/api/kith/uploads", "{").status, 400);
    EXPECT_EQ(app_.post("/api/kith/uploads", R"({"name":7,"bytes":1})").status, 400);
    const auto id = begun(5);
    for (const auto* query : {"", "?offset=", "?offset=x", "?offset=-1"})
        EXPECT_EQ(put(id, query, "x").status, 400) << query;
    for (const auto& text : kHostile)
        EXPECT_GE(app_.get("/api/kith/uploads/" + encoded(text)).status, 400) << text.substr(0, 30);
    EXPECT_EQ(put("none", "?offset=0", "x").status, 404);
    EXPECT_EQ(app_.send(http::Method::patch, "/api/kith/uploads/" + id).status, 405);
    expect_only(app_, http::Method::post, "/api/kith/uploads");
}

TEST_F(OwnUploads, a_piece_has_a_limit) {
    const auto id = begun(20 << 20);
    const std::string piece(static_cast<std::size_t>(core::Uploads::kPieceBytes), 'x');
    EXPECT_EQ(put(id, "?offset=0", piece).status, 200);
    EXPECT_EQ(put(id, "?offset=8388608", piece + "x").status, 413);
}

}  // namespace
}  // namespace kith::test

// Uploads: pieces, resuming, limits, cleaning.
#include "core/uploads/uploads.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "base/crypto.h"
#include "base/error.h"

namespace kith::core {
namespace {

namespace fs = std::filesystem;

class UploadsTest : public testing::Test {
  protected:
    void TearDown() override { fs::remove_all(folder_); }

    template <class Call>
    static Errc code_of(Call call) {
        try {
            call();
        } catch (const Error& error) {
            return error.code();
        }
        ADD_FAILURE() << "nothing was thrown";
        return Errc::internal;
    }

    fs::path folder_ = fs::temp_directory_path() / ("kith_uploads_" + hex(random_bytes(6)));
    FixedClock clock_{from_seconds(1'700'000'000)};
    Uploads uploads_{folder_, clock_};
};

TEST_F(UploadsTest, pieces_make_the_file_and_its_sum) {
    const auto upload = uploads_.begin("chat 阿梅.json", 6);
    EXPECT_EQ(uploads_.put(upload.id, 0, "abc").received, 3);
    EXPECT_FALSE(uploads_.find(upload.id).complete);
    EXPECT_EQ(code_of([&] { uploads_.path(upload.id); }), Errc::conflict);
    const auto whole = uploads_.put(upload.id, 3, "def");
    EXPECT_TRUE(whole.complete);
    const auto sum = sha256("abcdef");
    EXPECT_EQ(whole.sha256, hex(std::span{sum}));
    std::ifstream in{uploads_.path(upload.id)};
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>{in}, {}), "abcdef");
    EXPECT_EQ(uploads_.path(upload.id).filename(), "chat 阿梅.json");
}

TEST_F(UploadsTest, a_piece_may_come_twice_and_a_gap_says_where_to_go_on) {
    const auto upload = uploads_.begin("a", 9);
    uploads_.put(upload.id, 0, "abc");
    EXPECT_EQ(uploads_.put(upload.id, 0, "abc").received, 3);
    try {
        uploads_.put(upload.id, 6, "ghi");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.message(), "go on at 3");
    }
}

TEST_F(UploadsTest, names_that_lead_elsewhere_are_refused) {
    for (const auto* name : {"", ".", "..", "../x", "a/b", "a\\b", "/etc/passwd"})
        EXPECT_EQ(code_of([&] { uploads_.begin(name, 1); }), Errc::invalid) << name;
    EXPECT_EQ(code_of([&] { uploads_.begin(std::string(300, 'x'), 1); }), Errc::invalid);
}

TEST_F(UploadsTest, sizes_have_limits) {
    EXPECT_EQ(code_of([&] { uploads_.begin("a", 0); }), Errc::invalid);
    EXPECT_EQ(code_of([&] { uploads_.begin("a", -5); }), Errc::invalid);
    EXPECT_EQ(code_of([&] { uploads_.begin("a", Uploads::kFileBytes + 1); }), Errc::too_large);
    const auto upload = uploads_.begin("a", 3);
    EXPECT_EQ(code_of([&] { uploads_.put(upload.id, 0, "abcd"); }), Errc::too_large);
    EXPECT_EQ(code_of([&] { uploads_.put(upload.id, -1, "a"); }), Errc::too_large);
    for (std::size_t i = 1; i < Uploads::kOpen; ++i) uploads_.begin("a", 3);
    EXPECT_EQ(code_of([&] { uploads_.begin("a", 3); }), Errc::busy);
}

TEST_F(UploadsTest, old_and_left_over_files_are_cleaned) {
    const auto upload = uploads_.begin("a", 3);
    fs::create_directories(folder_ / "left_from_before");
    uploads_.clean();
    EXPECT_FALSE(fs::exists(folder_ / "left_from_before"));
    EXPECT_NO_THROW(uploads_.find(upload.id));
    clock_.advance(Uploads::kLife + std::chrono::hours{1});
    uploads_.clean();
    EXPECT_EQ(code_of([&] { uploads_.find(upload.id); }), Errc::not_found);
    EXPECT_FALSE(fs::exists(folder_ / upload.id));
}

TEST_F(UploadsTest, a_removed_upload_is_gone) {
    const auto upload = uploads_.begin("a", 3);
    uploads_.remove(upload.id);
    EXPECT_EQ(code_of([&] { uploads_.put(upload.id, 0, "a"); }), Errc::not_found);
}

}  // namespace
}  // namespace kith::core

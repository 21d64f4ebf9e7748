// A damaged page is found, with and without a key, and nothing is changed by looking.
#include "db/check.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "base/crypto.h"
#include "base/error.h"
#include "db/db.h"

namespace kith::db {
namespace {

namespace fs = std::filesystem;

constexpr int kPageBytes = 4096;

class CheckTest : public testing::Test {
  protected:
    CheckTest() { fs::create_directories(folder_); }
    ~CheckTest() override {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    // A table of many pages; its root is page 2.
    void make(const Secret& key = {}) {
        OpenOptions options;
        options.page_bytes = kPageBytes;
        options.key = key;
        auto on = Connection::open(file_, options);
        on.execute(
            "create table t(a integer primary key, b text); with recursive n(i) as (select 1 union "
            "all select i + 1 from n where i < 2000) insert into t select i, printf('%0200d', i) "
            "from n");
        on.checkpoint_truncate();
    }
    void damage(int page) {
        std::fstream out{file_, std::ios::binary | std::ios::in | std::ios::out};
        out.seekp(static_cast<std::streamoff>(page - 1) * kPageBytes);
        out << std::string(kPageBytes, '\xff');
    }
    std::vector<std::string> faults(const Secret& key = {}) {
        return check_file(file_, key, Stop{});
    }
    std::string bytes() {
        std::ifstream in{file_, std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }

    fs::path folder_ = fs::temp_directory_path() / ("kith_check_" + hex(random_bytes(6)));
    fs::path file_ = folder_ / "阿梅 %? store.db";
    const Secret key_{std::string(64, 'a')};
};

TEST_F(CheckTest, a_whole_file_has_no_faults_and_stays_as_it_is) {
    make();
    const auto before = bytes();
    EXPECT_TRUE(faults().empty());
    EXPECT_EQ(bytes(), before);
}

TEST_F(CheckTest, a_damaged_page_is_found_though_the_file_opens) {
    make();
    damage(static_cast<int>(fs::file_size(file_) / kPageBytes));
    EXPECT_NO_THROW(Connection::open(file_, {.access = Access::read_only}));
    const auto found = faults();
    ASSERT_FALSE(found.empty());
    EXPECT_NE(found.front().find("Tree 2"), std::string::npos) << found.front();
}

TEST_F(CheckTest, an_encrypted_page_that_was_changed_is_found) {
    make(key_);
    EXPECT_TRUE(faults(key_).empty());
    damage(static_cast<int>(fs::file_size(file_) / kPageBytes));
    EXPECT_FALSE(faults(key_).empty());
}

TEST_F(CheckTest, what_cannot_be_opened_is_an_error) {
    const auto reason = [&](const Secret& key) -> std::string {
        try {
            faults(key);
            return "none";
        } catch (const Error& error) {
            return error.reason();
        }
    };
    EXPECT_EQ(reason({}), "no_file");
    make(key_);
    EXPECT_EQ(reason({}), "not_a_database");
    EXPECT_EQ(reason(Secret{std::string(64, 'b')}), "wrong_key");
}

TEST_F(CheckTest, a_deadline_ends_it) {
    make();
    StopSource source;
    source.deadline(std::chrono::steady_clock::now());
    try {
        check_file(file_, {}, source.stop());
        ADD_FAILURE() << "no end";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::timeout);
    }
}

}  // namespace
}  // namespace kith::db

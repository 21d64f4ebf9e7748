// The key of the secrets: made once, the owner's alone, never written over.
#include "core/preferences/key_file.h"

#include <sys/stat.h>

#include <fstream>

#include "base/seal.h"
#include "tests/core/imports/made_imports.h"

namespace kith::core {
namespace {

class KeyFileTest : public testing::Test {
  protected:
    std::string text() {
        std::ifstream in{file_, std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }

    TempFolder folder_;
    std::filesystem::path file_ = folder_.path / "preferences.key";
    KeyFile key_{file_};
};

TEST_F(KeyFileTest, is_made_when_it_is_needed_and_found_afterwards) {
    EXPECT_FALSE(key_.find());
    const auto made = key_.find_or_make();
    EXPECT_EQ(made.reveal().size(), kSealKeyBytes);
    EXPECT_EQ(key_.find_or_make().reveal(), made.reveal());
    EXPECT_EQ(key_.find()->reveal(), made.reveal());
    EXPECT_EQ(text(), hex(made.reveal()) + "\n");
    struct ::stat info{};
    ASSERT_EQ(::stat(file_.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

TEST_F(KeyFileTest, two_folders_have_two_keys) {
    EXPECT_NE(key_.find_or_make().reveal(),
              KeyFile{folder_.path / "other.key"}.find_or_make().reveal());
}

TEST_F(KeyFileTest, a_damaged_one_is_none_and_is_left_as_it_is) {
    for (const auto& bad : {std::string{}, std::string{"00"}, std::string(63, '0'),
                            std::string(64, 'x'), std::string(65, '0'), std::string(3000, '0')}) {
        std::ofstream{file_, std::ios::trunc} << bad;
        EXPECT_FALSE(key_.find());
        EXPECT_EQ(reason_of([&] { key_.find_or_make(); }), "unavailable key_damaged");
        EXPECT_EQ(text(), bad);
    }
}

}  // namespace
}  // namespace kith::core

// The models folder: what counts as there, and which model is chosen.
#include "llm/local/place.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/error.h"
#include "tests/llm/local/fake_server.h"

namespace kith::llm::local {
namespace {

namespace fs = std::filesystem;
constexpr std::int64_t kGigabyte = std::int64_t{1} << 30;

struct Folder {
    TempFolder temp;
    Place place{temp.path / "models"};

    Folder() { fs::create_directories(place.folder()); }
    void add(Role role) const {
        const auto file = place.path_of(model_file(role));
        std::ofstream{file} << "x";
        fs::resize_file(file, static_cast<std::uintmax_t>(model_file(role).bytes));  // sparse
    }
    void add_runtime() const {
        fs::create_directories(place.runtime().parent_path());
        std::ofstream{place.runtime()} << "x";
    }
    std::string missing(std::int64_t free = 0) const {
        try {
            place.choose(free);
        } catch (const Error& error) {
            EXPECT_EQ(error.reason(), "absent");
            return error.message();
        }
        return "";
    }
};

TEST(Place, a_file_counts_only_when_it_is_whole) {
    const Folder folder;
    const auto& small = model_file(Role::chat_small);
    EXPECT_FALSE(folder.place.has(small));
    std::ofstream{folder.place.path_of(small)} << "GGUF";
    EXPECT_FALSE(folder.place.has(small));
    folder.add(Role::chat_small);
    EXPECT_TRUE(folder.place.has(small));
}

TEST(Place, says_what_is_missing) {
    const Folder folder;
    EXPECT_NE(folder.missing().find("model has not been fetched"), std::string::npos);
    folder.add(Role::chat);
    EXPECT_NE(folder.missing().find("runtime"), std::string::npos);
}

TEST(Place, takes_the_large_model_where_there_is_room) {
    const Folder folder;
    folder.add_runtime();
    folder.add(Role::chat);
    folder.add(Role::chat_small);
    const auto large = model_file(Role::chat).title, small = model_file(Role::chat_small).title;
    EXPECT_EQ(folder.place.choose(4 * kGigabyte).name, large);
    EXPECT_EQ(folder.place.choose(4 * kGigabyte - 1).name, small);
    EXPECT_EQ(folder.place.choose(0).name, large);  // nobody knows
}

TEST(Place, takes_the_one_that_is_there) {
    const Folder folder;
    folder.add_runtime();
    folder.add(Role::chat);
    EXPECT_EQ(folder.place.choose(kGigabyte).name, model_file(Role::chat).title);
    fs::remove(folder.place.path_of(model_file(Role::chat)));
    folder.add(Role::chat_small);
    EXPECT_EQ(folder.place.choose(8 * kGigabyte).name, model_file(Role::chat_small).title);
}

TEST(Place, a_file_of_the_users_own_comes_first_and_can_be_taken_back) {
    const Folder folder;
    folder.add_runtime();
    folder.add(Role::chat);
    const auto own = folder.temp.path / "我的 model%20.gguf";
    std::ofstream{own} << "GGUF and more";
    folder.place.set_own(own);
    EXPECT_EQ(folder.place.own(), own);
    const auto choice = folder.place.choose(0);
    EXPECT_EQ(choice.file, own);
    EXPECT_EQ(choice.name, "我的 model%20");
    EXPECT_EQ(choice.bytes, 13);
    fs::remove(own);
    EXPECT_NE(folder.missing().find("我的 model%20.gguf"), std::string::npos);
    folder.place.set_own("");
    EXPECT_EQ(folder.place.choose(0).name, model_file(Role::chat).title);
}

TEST(Place, only_a_gguf_file_can_be_the_users_own) {
    const Folder folder;
    const auto file = folder.temp.path / "x.gguf";
    EXPECT_THROW(folder.place.set_own(file), Error);
    for (const auto* text : {"", "GGU", "ggufabc", "PK\x03\x04"}) {
        std::ofstream{file} << text;
        EXPECT_THROW(folder.place.set_own(file), Error) << text;
    }
    EXPECT_EQ(folder.place.own(), "");
}

TEST(Place, this_machine_has_a_processor_and_memory) {
    EXPECT_GE(processors(), 1);
    EXPECT_GT(free_memory(), 0);
    EXPECT_EQ(runtime_options(), runtime_options());
}

}  // namespace
}  // namespace kith::llm::local

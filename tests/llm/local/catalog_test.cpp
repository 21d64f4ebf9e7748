// The model files we know.
#include "llm/local/catalog.h"

#include <gtest/gtest.h>

#include <set>

#include "base/crypto.h"

namespace kith::llm::local {
namespace {

TEST(Catalog, every_role_has_one_file_with_a_whole_hash_and_a_source) {
    std::set<Role> roles;
    std::set<std::string_view> hashes, files;
    for (const auto& one : catalog()) {
        std::string bytes;
        EXPECT_TRUE(unhex(one.sha256, bytes));
        EXPECT_EQ(bytes.size(), 32U) << one.id;
        EXPECT_FALSE(one.sources.empty()) << one.id;
        EXPECT_EQ(&model_file(one.role), &one);
        EXPECT_EQ(find_model_file(one.id), &one);
        roles.insert(one.role);
        hashes.insert(one.sha256);
        files.insert(one.file);
    }
    EXPECT_EQ(roles, (std::set{Role::chat, Role::chat_small, Role::embedder}));
    EXPECT_EQ(hashes.size(), 3U);
    EXPECT_EQ(files.size(), 3U);
    EXPECT_EQ(find_model_file("chat "), nullptr);
}

}  // namespace
}  // namespace kith::llm::local

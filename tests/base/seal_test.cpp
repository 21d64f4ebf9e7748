// Sealed texts: only the key opens them, and nothing that was changed.
#include "base/seal.h"

#include <gtest/gtest.h>

#include "base/crypto.h"

namespace kith {
namespace {

const Secret kKey{std::string(kSealKeyBytes, 'k')};
const Secret kOther{std::string(kSealKeyBytes, 'o')};

std::string opened(std::string_view sealed, const Secret& key = kKey) {
    const auto text = unseal(key, sealed);
    return text ? text->reveal() : "(nothing)";
}

TEST(Seal, opens_with_its_key_only) {
    for (const auto& text : {std::string{}, std::string{"sk-1"},
                             std::string{"阿梅🏔️ \"%\0\xff", 18}, std::string(64 * 1024, 'x')}) {
        const auto sealed = seal(kKey, text);
        EXPECT_EQ(opened(sealed), text);
        EXPECT_EQ(opened(sealed, kOther), "(nothing)");
        EXPECT_EQ(opened(sealed, Secret{}), "(nothing)");
        EXPECT_EQ(opened(sealed, Secret{"short"}), "(nothing)");
    }
}

TEST(Seal, the_text_does_not_show_and_no_two_seals_are_equal) {
    const auto sealed = seal(kKey, "sk-canary");
    EXPECT_EQ(sealed.find("sk-canary"), std::string::npos);
    EXPECT_NE(sealed, seal(kKey, "sk-canary"));
    EXPECT_EQ(sealed.find_first_not_of(
                  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
}

TEST(Seal, one_changed_character_is_noticed_wherever_it_stands) {
    const auto sealed = seal(kKey, "sk-canary-0123456789");
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto forged = sealed;
        forged[i] = forged[i] == 'A' ? 'B' : 'A';
        EXPECT_EQ(opened(forged), "(nothing)") << i;
    }
}

TEST(Seal, cut_or_foreign_texts_are_none) {
    const auto sealed = seal(kKey, "sk-canary");
    for (std::size_t length = 0; length < sealed.size(); ++length)
        EXPECT_EQ(opened(std::string_view{sealed}.substr(0, length)), "(nothing)") << length;
    for (const auto& text : {sealed + "A", sealed + " ", std::string{"阿梅"},
                             std::string(64 * 1024, 'A'), std::string("\0\0", 2)})
        EXPECT_EQ(opened(text), "(nothing)");
}

}  // namespace
}  // namespace kith

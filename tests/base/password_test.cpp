// Hashes of passwords, among them one that another implementation made.
#include "base/password.h"

#include <gtest/gtest.h>

namespace kith {
namespace {

TEST(Password, fits_its_own_hash_only) {
    const auto hash = hash_password(Secret{"一二 🏔️"});
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
    EXPECT_TRUE(password_fits(hash, Secret{"一二 🏔️"}));
    EXPECT_FALSE(password_fits(hash, Secret{"一二 🏔"}));
    EXPECT_FALSE(password_fits(hash, Secret{""}));
    EXPECT_FALSE(password_fits(hash, Secret{hash}));
}

TEST(Password, each_hash_has_a_salt_of_its_own) {
    EXPECT_NE(hash_password(Secret{"1234"}), hash_password(Secret{"1234"}));
}

// From the tests of the reference implementation of Argon2: version 0x13, t=2, m=2^16, p=1.
TEST(Password, a_hash_of_the_reference_implementation_is_understood) {
    const std::string hash{
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"
        "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"};
    EXPECT_TRUE(password_fits(hash, Secret{"password"}));
    EXPECT_FALSE(password_fits(hash, Secret{"passwore"}));
}

TEST(Password, a_long_one_with_any_bytes_is_taken) {
    std::string text(64 * 1024, 'x');
    text[7] = '\0';
    const auto hash = hash_password(Secret{text});
    EXPECT_TRUE(password_fits(hash, Secret{text}));
    text[8] = '\xff';
    EXPECT_FALSE(password_fits(hash, Secret{text}));
}

TEST(Password, what_is_no_hash_fits_nothing) {
    for (const auto* hash : {"", "1234", "$argon2id$", "$2a$10$abc", "$argon2id$v=19$m=65536,t=2"})
        EXPECT_FALSE(password_fits(hash, Secret{"1234"})) << hash;
    EXPECT_FALSE(password_fits(std::string(64 * 1024, '$'), Secret{"1234"}));
}

}  // namespace
}  // namespace kith

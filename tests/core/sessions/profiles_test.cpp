// What is told about owners of sessions: told again, left as it was, shown in the store.
#include "core/sessions/profiles.h"

#include "tests/core/sessions/made_sessions.h"

namespace kith::core {
namespace {

class ProfilesTest : public SessionsFixture {};

TEST_F(ProfilesTest, what_is_told_again_changes_only_what_was_said) {
    EXPECT_FALSE(profiles_->find(kAlice));
    profiles_->put(kAlice, {"阿梅 🙂", "123", std::nullopt});
    profiles_->put(kAlice, {"梅", std::nullopt, "a@b.c"});
    open();
    const auto found = profiles_->find(kAlice);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->name, "梅");
    EXPECT_EQ(found->phone, "123");
    EXPECT_EQ(found->email, "a@b.c");
    profiles_->put(kAlice, {"", "", std::nullopt});
    EXPECT_EQ(profiles_->find(kAlice)->name, "");
    EXPECT_EQ(profiles_->find(kAlice)->phone, "");
    EXPECT_FALSE(profiles_->find({"v0", "alice"}));
}

TEST_F(ProfilesTest, the_person_in_the_store_has_the_name) {
    const auto session = sessions_->open(kAlice, "s");
    EXPECT_EQ(store_->snapshot()->person(session.peer)->nick, "alice");
    profiles_->put(kAlice, {"阿梅", std::nullopt, std::nullopt});
    EXPECT_EQ(store_->snapshot()->person(session.peer)->nick, "阿梅");
    profiles_->put(kAlice, {"", std::nullopt, std::nullopt});
    EXPECT_EQ(store_->snapshot()->person(session.peer)->nick, "alice");
    EXPECT_EQ(store_->snapshot()->people.size(), 2u);
}

TEST_F(ProfilesTest, an_owner_is_made_once_with_an_empty_name) {
    for (int i = 0; i < 2; ++i)
        store_->write([](db::Connection& on) { Profiles::ensure(on, kAlice); });
    EXPECT_EQ(profiles_->find(kAlice)->name, "");
    profiles_->put(kAlice, {"name", std::nullopt, std::nullopt});
    store_->write([](db::Connection& on) { Profiles::ensure(on, kAlice); });
    EXPECT_EQ(profiles_->find(kAlice)->name, "name");
}

}  // namespace
}  // namespace kith::core

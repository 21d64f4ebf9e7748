// The PIN of the screen lock: its rule, the waits after wrong ones, what is kept and what is not.
#include "core/preferences/screen_lock.h"

#include "base/crypto.h"
#include "tests/core/imports/made_imports.h"

namespace kith::core {
namespace {

using std::chrono::seconds;

const Secret kPin{"1234"};
const Secret kWrong{"4321"};

class ScreenLockTest : public testing::Test {
  protected:
    void restart() {
        const auto now = unix_seconds(core_->clock.now());
        lock_.reset();
        core_.reset();
        core_ = std::make_unique<MadeCore>(folder_.path, now);
        lock_ = std::make_unique<ScreenLock>(*core_->store, core_->clock);
    }
    std::string refused(const std::string& pin) {
        return reason_of([&] { lock_->setup(Secret{pin}); });
    }
    // Says wrong PINs until a wait stands in the way; gives how many were looked at.
    int wrong_until_wait() {
        int looked_at = 0;
        while (lock_->verify(kWrong).wait == seconds{0}) ++looked_at;
        return looked_at;
    }

    TempFolder folder_;
    std::unique_ptr<MadeCore> core_ = std::make_unique<MadeCore>(folder_.path);
    std::unique_ptr<ScreenLock> lock_ = std::make_unique<ScreenLock>(*core_->store, core_->clock);
};

TEST_F(ScreenLockTest, without_a_pin_it_is_off) {
    const auto now = lock_->settings();
    EXPECT_FALSE(now.enabled);
    EXPECT_EQ(now.auto_lock_minutes, 0);
    EXPECT_FALSE(now.lock_on_startup);
    EXPECT_EQ(reason_of([&] { lock_->verify(kPin); }), "invalid no_pin");
    EXPECT_EQ(reason_of([&] { lock_->change(kPin, Secret{"5678"}); }), "invalid no_pin");
    EXPECT_TRUE(lock_->disable(kPin).right);
}

TEST_F(ScreenLockTest, a_pin_has_4_to_32_bytes_and_no_space_around_it) {
    const std::string ideographic_space{"\xe3\x80\x80"};
    for (const auto& pin :
         {std::string{}, std::string{"123"}, std::string{" 1234"}, std::string{"1234 "},
          std::string{"1234\n"}, std::string{"    "}, "1234" + ideographic_space,
          std::string(33, '1'), std::string(64 * 1024, 'x')})
        EXPECT_EQ(refused(pin), "invalid pin_rule") << pin.substr(0, 40);
    EXPECT_FALSE(lock_->settings().enabled);
    for (const auto& pin : {std::string{"一二"}, std::string{"12 34"}, std::string(32, '1')}) {
        EXPECT_NO_THROW(lock_->setup(Secret{pin})) << pin;
        EXPECT_TRUE(lock_->verify(Secret{pin}).right) << pin;
        EXPECT_TRUE(lock_->disable(Secret{pin}).right);
    }
}

TEST_F(ScreenLockTest, a_second_setup_is_refused_and_changes_nothing) {
    lock_->setup(kPin);
    EXPECT_EQ(refused("5678"), "conflict has_pin");
    EXPECT_TRUE(lock_->verify(kPin).right);
    EXPECT_FALSE(lock_->verify(Secret{"5678"}).right);
}

TEST_F(ScreenLockTest, a_change_needs_the_old_pin_and_looks_at_the_new_one_first) {
    lock_->setup(kPin);
    EXPECT_EQ(reason_of([&] { lock_->change(kWrong, Secret{"1"}); }), "invalid pin_rule");
    EXPECT_FALSE(lock_->change(kWrong, Secret{"5678"}).right);
    EXPECT_TRUE(lock_->verify(kPin).right);
    EXPECT_TRUE(lock_->change(kPin, Secret{"5678"}).right);
    EXPECT_FALSE(lock_->verify(kPin).right);
    EXPECT_TRUE(lock_->verify(Secret{"5678"}).right);
}

TEST_F(ScreenLockTest, disabling_needs_the_pin_and_clears_everything) {
    lock_->setup(kPin);
    lock_->set(30, true);
    EXPECT_FALSE(lock_->disable(kWrong).right);
    EXPECT_TRUE(lock_->settings().enabled);
    EXPECT_TRUE(lock_->disable(kPin).right);
    restart();
    const auto now = lock_->settings();
    EXPECT_FALSE(now.enabled);
    EXPECT_EQ(now.auto_lock_minutes, 0);
    EXPECT_FALSE(now.lock_on_startup);
    lock_->setup(kPin);
    EXPECT_EQ(wrong_until_wait(), 5);  // the row of before is over
}

TEST_F(ScreenLockTest, minutes_are_one_of_four_and_need_no_pin) {
    for (const std::int64_t minutes : {30, 60, 120, 0}) {
        lock_->set(minutes, true);
        EXPECT_EQ(lock_->settings().auto_lock_minutes, minutes);
    }
    for (const std::int64_t minutes : {-30, 1, 31, 121})
        EXPECT_EQ(reason_of([&] { lock_->set(minutes, false); }), "invalid ") << minutes;
    EXPECT_TRUE(lock_->settings().lock_on_startup);
}

TEST_F(ScreenLockTest, five_wrong_ones_are_free_then_the_wait_doubles_up_to_an_hour) {
    lock_->setup(kPin);
    EXPECT_EQ(wrong_until_wait(), 5);
    EXPECT_EQ(lock_->verify(kPin).wait, seconds{30});
    EXPECT_FALSE(lock_->verify(kPin).right);  // nothing is looked at
    for (const int wait : {30, 60, 120, 240, 480, 960, 1'920, 3'600, 3'600, 3'600}) {
        core_->clock.advance(seconds{wait - 1});
        EXPECT_EQ(lock_->verify(kWrong).wait, seconds{1}) << wait;
        core_->clock.advance(seconds{1});
        const auto came = lock_->verify(kWrong);
        EXPECT_EQ(came.wait, seconds{0}) << wait;
        EXPECT_FALSE(came.right);
    }
    core_->clock.advance(seconds{3'600});
    EXPECT_TRUE(lock_->verify(kPin).right);
    EXPECT_EQ(wrong_until_wait(), 5);
}

TEST_F(ScreenLockTest, all_ways_to_say_a_pin_count_together) {
    lock_->setup(kPin);
    EXPECT_FALSE(lock_->verify(kWrong).right);
    EXPECT_FALSE(lock_->change(kWrong, Secret{"5678"}).right);
    EXPECT_FALSE(lock_->disable(kWrong).right);
    EXPECT_EQ(wrong_until_wait(), 2);
    EXPECT_EQ(lock_->change(kPin, Secret{"5678"}).wait, seconds{30});
    EXPECT_EQ(lock_->disable(kPin).wait, seconds{30});
    EXPECT_TRUE(lock_->settings().enabled);
}

TEST_F(ScreenLockTest, pin_settings_and_wrong_ones_survive_a_restart) {
    lock_->setup(kPin);
    lock_->set(60, true);
    EXPECT_EQ(wrong_until_wait(), 5);
    core_->clock.advance(seconds{10});
    restart();
    EXPECT_TRUE(lock_->settings().enabled);
    EXPECT_EQ(lock_->settings().auto_lock_minutes, 60);
    EXPECT_TRUE(lock_->settings().lock_on_startup);
    EXPECT_EQ(lock_->verify(kPin).wait, seconds{20});
    core_->clock.advance(seconds{20});
    EXPECT_TRUE(lock_->verify(kPin).right);
    restart();
    EXPECT_EQ(wrong_until_wait(), 5);
}

TEST_F(ScreenLockTest, a_clock_that_was_set_back_makes_nobody_wait_longer) {
    lock_->setup(kPin);
    EXPECT_EQ(wrong_until_wait(), 5);
    core_->clock.advance(-std::chrono::hours{1'000});
    EXPECT_EQ(lock_->verify(kPin).wait, seconds{30});
}

TEST_F(ScreenLockTest, only_a_hash_is_kept) {
    const std::string pin{"秘密-42-gehe!m"};
    lock_->setup(Secret{pin});
    const auto note = core_->store->note("screen_lock").value_or("");
    EXPECT_NE(note.find("$argon2id$"), std::string::npos);
    EXPECT_EQ(note.find(pin), std::string::npos);
    EXPECT_EQ(note.find("gehe"), std::string::npos);
}

}  // namespace
}  // namespace kith::core

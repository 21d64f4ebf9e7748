// Looking names up: stop, deadline and limit while the system does not answer.
#include "net/resolver.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <future>
#include <mutex>

#include "base/error.h"

namespace kith::net {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds kLong{20};

// A resolver that answers nobody until it is let go.
struct Silent {
    std::promise<void> go;
    std::shared_future<void> gone = go.get_future().share();
    Lookup lookup() {
        return [gone = gone](const std::string&) {
            gone.wait();
            return std::vector<Address>{};
        };
    }
};

Errc code_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.code();
    }
    ADD_FAILURE() << "nothing was thrown";
    return Errc::internal;
}

TEST(Resolver, addresses_need_no_lookup) {
    const Resolver resolver{[](const std::string&) -> std::vector<Address> {
        ADD_FAILURE() << "looked up";
        return {};
    }};
    EXPECT_EQ(resolver.resolve("127.1", Clock::now() + kLong, {}).at(0).text(), "127.0.0.1");
    EXPECT_EQ(resolver.resolve("a.localhost.", Clock::now() + kLong, {}).at(0).text(), "127.0.0.1");
}

TEST(Resolver, gives_what_the_lookup_gives) {
    const Resolver resolver{[](const std::string& host) {
        EXPECT_EQ(host, "h.example");
        return std::vector{*parse_address("8.8.8.8"), *parse_address("::1")};
    }};
    EXPECT_EQ(resolver.resolve("h.example", Clock::now() + kLong, {}).size(), 2U);
}

TEST(Resolver, a_name_without_addresses_is_an_upstream_error) {
    const Resolver resolver{[](const std::string&) { return std::vector<Address>{}; }};
    EXPECT_EQ(code_of([&] { resolver.resolve("h", Clock::now() + kLong, {}); }), Errc::upstream);
}

TEST(Resolver, a_stop_ends_the_wait_at_once) {
    Silent silent;
    const Resolver resolver{silent.lookup()};
    StopSource source;
    auto waiting = std::async(std::launch::async, [&] {
        return code_of([&] { resolver.resolve("h", Clock::now() + kLong, source.stop()); });
    });
    const auto begin = Clock::now();
    source.request(StopReason::user);
    EXPECT_EQ(waiting.get(), Errc::cancelled);
    EXPECT_LT(Clock::now() - begin, std::chrono::milliseconds{200});
    silent.go.set_value();
}

TEST(Resolver, the_deadline_ends_the_wait) {
    Silent silent;
    const Resolver resolver{silent.lookup()};
    EXPECT_EQ(
        code_of([&] { resolver.resolve("h", Clock::now() + std::chrono::milliseconds{20}, {}); }),
        Errc::timeout);
    silent.go.set_value();
}

TEST(Resolver, too_many_lookups_at_once_are_busy) {
    Silent silent;
    const Resolver resolver{silent.lookup()};
    for (int i = 0; i < kMaxLookups; ++i) {
        EXPECT_EQ(code_of([&] { resolver.resolve("h", Clock::now(), {}); }), Errc::timeout);
    }
    EXPECT_EQ(code_of([&] { resolver.resolve("h", Clock::now() + kLong, {}); }), Errc::busy);
    silent.go.set_value();
}

TEST(SystemLookup, localhost_is_loopback_and_nonsense_is_nothing) {
    for (const auto& address : system_lookup("localhost")) EXPECT_FALSE(is_public(address.view()));
    EXPECT_FALSE(system_lookup("localhost").empty());
    EXPECT_TRUE(system_lookup("no such name").empty());
}

}  // namespace
}  // namespace kith::net

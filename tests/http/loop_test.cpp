// Tests of http/loop.h: members are looked at, asked to end and closed.
#include "http/loop.h"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/post.hpp>
#include <latch>

namespace kith::http {
namespace {

using namespace std::chrono_literals;

class Counter final : public Member, public std::enable_shared_from_this<Counter> {
  public:
    explicit Counter(Loop& loop) : loop_{loop} {}
    void tick(std::chrono::steady_clock::time_point) override {
        if (++ticks == 3) thrice.count_down();
    }
    void wind_down() override { ++asked; }
    void close() override {
        ++closed;
        loop_.remove(shared_from_this());
    }
    std::atomic<int> ticks = 0, asked = 0, closed = 0;
    std::latch thrice{1};

  private:
    Loop& loop_;
};

TEST(Loop, looks_at_its_members_and_closes_them_at_the_end) {
    std::shared_ptr<Counter> counter;
    {
        Loop loop{5ms};
        counter = std::make_shared<Counter>(loop);
        loop.start();
        boost::asio::post(loop.context(), [&] { loop.add(counter); });
        counter->thrice.wait();
        std::latch asked{1};
        boost::asio::post(loop.context(), [&] {
            loop.wind_down();
            asked.count_down();
        });
        asked.wait();
        EXPECT_EQ(counter->asked, 1);
        EXPECT_EQ(counter->closed, 0);
    }
    EXPECT_EQ(counter->closed, 1);
    EXPECT_EQ(counter.use_count(), 1);
}

TEST(Loop, a_handler_that_throws_does_not_end_it) {
    Loop loop{5ms};
    loop.start();
    boost::asio::post(loop.context(), [] { throw std::runtime_error{"lost"}; });
    std::latch after{1};
    boost::asio::post(loop.context(), [&] { after.count_down(); });
    after.wait();
    EXPECT_TRUE(loop.date().ends_with(" GMT"));
}

}  // namespace
}  // namespace kith::http

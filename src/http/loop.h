// One thread that reads and writes sockets, with the connections it owns.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <unordered_set>

namespace kith::http {

struct SocketGear;

// What a loop keeps alive and looks at regularly. All members run on the loop's thread.
class Member {
  public:
    virtual ~Member() = default;
    // Deadlines.
    virtual void tick(std::chrono::steady_clock::time_point now) = 0;
    // The server stops: end when the work in progress allows it.
    virtual void wind_down() = 0;
    // End now.
    virtual void close() = 0;
};

class Loop {
  public:
    using Context = boost::asio::io_context;

    // Looks at its members every `step`.
    explicit Loop(std::chrono::milliseconds step);
    ~Loop();  // closes its members and ends the thread
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    void start();
    Context& context() { return context_; }

    // On the loop's thread.
    void add(std::shared_ptr<Member> member);
    void remove(const std::shared_ptr<Member>& member);
    // The current Date, at most one step old.
    const std::string& date() const { return date_; }
    // What all WebSockets of this thread share. Made with the first of them.
    SocketGear& gear();
    // Cost: linear in the members, which are limited by Settings::max_connections.
    void wind_down();
    void close_all();

  private:
    void arm();
    void look();

    const std::chrono::milliseconds step_;
    Context context_{1};
    boost::asio::executor_work_guard<Context::executor_type> guard_;
    boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                      boost::asio::wait_traits<std::chrono::steady_clock>,
                                      Context::executor_type>
        timer_;
    std::unordered_set<std::shared_ptr<Member>> members_;
    std::unique_ptr<SocketGear> gear_;
    std::string date_;
    std::int64_t date_second_ = 0;
    std::thread thread_;
};

}  // namespace kith::http

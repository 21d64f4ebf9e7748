// See signals.h.
#include "app/cli/signals.h"

#include <pthread.h>

#include <cstdlib>

namespace kith::app::cli {
namespace {

constexpr int kEnough = SIGUSR2;  // tells the waiting thread to end; never comes from outside
constexpr int kKilledBySignal = 128;

}  // namespace

Signals::Signals() {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);  // a write beyond the limit of files is then a full disk
    ::sigemptyset(&waited_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, kEnough}) ::sigaddset(&waited_, signal);
    ::pthread_sigmask(SIG_BLOCK, &waited_, &before_);
    thread_ = std::thread{[this] { wait(); }};
}

Signals::~Signals() {
    ::pthread_kill(thread_.native_handle(), kEnough);
    thread_.join();
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void Signals::wait() {
    for (int signal = 0; ::sigwait(&waited_, &signal) == 0 && signal != kEnough;) {
        if (source_.stop().requested()) std::_Exit(kKilledBySignal + signal);
        source_.request(signal == SIGINT ? StopReason::user : StopReason::shutdown);
    }
}

}  // namespace kith::app::cli

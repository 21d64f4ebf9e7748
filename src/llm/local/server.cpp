// See server.h. One thread does everything to the process: it starts it, asks whether it is up,
// waits for its end.
#include "llm/local/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <optional>
#include <thread>

#include "base/crypto.h"
#include "base/error.h"
#include "base/log.h"
#include "base/process.h"

namespace kith::llm::local {
namespace {

using Moment = std::chrono::steady_clock::time_point;

constexpr std::size_t kKeyBytes = 24;
constexpr std::chrono::milliseconds kHealthPatience{2'000};
constexpr std::uint64_t kWorkBytes = std::uint64_t{2} << 30;  // beside the weights, at most
constexpr std::chrono::milliseconds kEndPatience{200};
constexpr int kIllegal = SIGILL;

Moment now() {
    return std::chrono::steady_clock::now();
}

double seconds_since(Moment moment) {
    return std::chrono::duration<double>(now() - moment).count();
}

// One that nobody listens on right now. If another takes it before the process does, the process
// ends and is started with another one.
int free_port() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof where;
    auto* address = reinterpret_cast<sockaddr*>(&where);
    const bool found = socket >= 0 && ::bind(socket, address, size) == 0 &&
                       ::getsockname(socket, address, &size) == 0;
    if (socket >= 0) ::close(socket);
    require(found, Errc::unavailable, "no free port for the built-in model");
    return ntohs(where.sin_port);
}

// Why it ended, for its reader; what it wrote may hold what people asked and is never shown.
std::string reason_of(const ProcessEnd& end) {
    if (end.signal == kIllegal)
        return "the runtime was built for another processor (signal 4): fetch it again";
    if (end.signal == SIGKILL)
        return "the model's process was killed, perhaps because memory ran out (signal 9)";
    return "the model's process ended with " + to_string(end);
}

}  // namespace

struct Server::Body {
    const ServerSettings settings;
    net::Client& client;
    const Choose choose;

    mutable std::mutex mutex;
    std::condition_variable changed;
    State state;
    bool wanted = false, again = false, closing = false;
    std::int64_t run_number = 0, bad_run = 0;
    Fault fault{};  // of bad_run
    int leases = 0;
    Moment last_use = now();
    std::shared_ptr<Door> door;  // set while it answers
    std::optional<Process> process;
    StopSource ending;
    std::thread thread;  // last: it uses everything above

    Body(ServerSettings given, net::Client& by, Choose choosing)
        : settings{given}, client{by}, choose{std::move(choosing)} {}

    void loop();
    void run_once(std::unique_lock<std::mutex>& lock);
    bool start(std::unique_lock<std::mutex>& lock, const Choice& choice, Door& made);
    bool answers(const Door& made) const;
    std::optional<ProcessEnd> watch(std::unique_lock<std::mutex>& lock, std::int64_t run);
    void end_process(std::unique_lock<std::mutex>& lock);
    void note_end(std::unique_lock<std::mutex>& lock, std::string reason, bool hopeless);
    void set(Phase phase) {
        state.phase = phase;
        changed.notify_all();
    }
    void give_back() {
        const std::lock_guard lock{mutex};
        --leases;
        last_use = now();
        changed.notify_all();
    }
    Command command(const Choice& choice, const Door& made, int port) const;
};

Command Server::Body::command(const Choice& choice, const Door& made, int port) const {
    const int threads =
        settings.threads > 0 ? settings.threads : std::min(processors(), kMostThreads);
    const auto text = [](auto number) { return std::to_string(number); };
    return {.arguments = {choice.program.string(),
                          "-m",
                          choice.file.string(),
                          "--host",
                          "127.0.0.1",
                          "--port",
                          text(port),
                          "-t",
                          text(threads),
                          "-tb",
                          text(threads),
                          "-c",
                          text(settings.context),
                          "-np",
                          text(settings.slots),
                          "--no-webui",
                          "--metrics",
                          "--slots",
                          "--cache-ram",
                          text(settings.cache_megabytes),
                          "-b",
                          "512",
                          "--offline",
                          "-lv",
                          "1"},
            // Everybody may read the arguments of a process, only its owner the environment.
            .environment = {{"LLAMA_API_KEY", made.key.reveal()}},
            .memory_bytes = 2 * static_cast<std::uint64_t>(choice.bytes) + kWorkBytes};
}

bool Server::Body::answers(const Door& made) const {
    try {
        return client
                   .send({.url = made.url + "/health",
                          .headers = {{"Authorization", "Bearer " + made.key.reveal()}},
                          .addresses = {},
                          .max_redirects = 0,
                          .connect_timeout = kHealthPatience,
                          .timeout = kHealthPatience},
                         ending.stop())
                   .status == 200;
    } catch (const Error&) {  // nobody there yet
        return false;
    }
}

// True when it answers. The process may have ended, or never have begun.
bool Server::Body::start(std::unique_lock<std::mutex>& lock, const Choice& choice, Door& made) {
    const auto began = now();
    state.name = choice.name;
    state.bytes = choice.bytes;
    set(Phase::starting);
    lock.unlock();
    const int port = free_port();
    made.url = "http://127.0.0.1:" + std::to_string(port);
    made.key = Secret{hex(random_bytes(kKeyBytes))};
    made.name = choice.name;
    process.emplace(command(choice, made, port), Process::OnLine{}, [this](ProcessEnd) {
        const std::lock_guard inner{mutex};
        changed.notify_all();
    });
    bool up = false;
    lock.lock();
    while (!closing && !again && !process->ended() && now() - began < settings.start_limit) {
        lock.unlock();
        up = answers(made);
        lock.lock();
        if (up) break;
        changed.wait_for(lock, settings.look);
    }
    if (up) state.start_s = seconds_since(began);
    return up;
}

// Until it has ended or has to. Nothing: it was healthy and is to be ended.
std::optional<ProcessEnd> Server::Body::watch(std::unique_lock<std::mutex>& lock,
                                              std::int64_t run) {
    while (!closing && !again) {
        // A connection breaks a moment before the end of its process is known.
        if (bad_run == run && fault == Fault::broken)
            changed.wait_for(lock, kEndPatience, [this] { return process->ended().has_value(); });
        if (const auto end = process->ended()) return end;
        if (bad_run == run) return {};
        const auto until = last_use + settings.idle;
        if (leases == 0 && now() >= until) return {};
        if (leases == 0)
            changed.wait_until(lock, until);
        else
            changed.wait_for(lock, settings.idle);
    }
    return {};
}

void Server::Body::end_process(std::unique_lock<std::mutex>& lock) {
    door.reset();
    if (!process) return;
    lock.unlock();
    if (!process->ended()) process->kill();  // it has nothing to save
    process.reset();
    lock.lock();
}

// Waits before the next start, or gives up.
void Server::Body::note_end(std::unique_lock<std::mutex>& lock, std::string reason, bool hopeless) {
    ++state.restarts;
    log::warn("the built-in model: {} (time {} in a row)", reason, state.restarts);
    state.reason = std::move(reason);
    if (hopeless || state.restarts >= kMostEnds) {
        wanted = false;
        return set(Phase::failed);
    }
    set(Phase::starting);
    const auto wait = settings.first_wait * (std::int64_t{1} << (state.restarts - 1));
    changed.wait_for(lock, wait, [this] { return closing || again; });
}

void Server::Body::run_once(std::unique_lock<std::mutex>& lock) {
    Door made;
    made.run = ++run_number;
    bool up = false;
    try {
        lock.unlock();
        const auto choice = choose();
        lock.lock();
        up = start(lock, choice, made);
    } catch (const Error& error) {
        if (!lock.owns_lock()) lock.lock();
        end_process(lock);
        if (error.reason() != "absent") return note_end(lock, error.message(), false);
        wanted = false;
        state.reason = error.message();
        return set(Phase::absent);
    }
    if (!up) {
        const auto end = process->ended();
        const bool slow = !end && !closing && !again;
        end_process(lock);
        if (end) return note_end(lock, reason_of(*end), end->signal == kIllegal);
        if (slow) note_end(lock, "the model's process did not answer after its start", false);
        return;
    }
    const auto began = now();
    door = std::make_shared<Door>(made);
    last_use = began;
    set(Phase::running);
    const auto end = watch(lock, made.run);
    const bool is_bad = !end && bad_run == made.run;
    if (now() - began >= settings.steady) state.restarts = 0;
    end_process(lock);
    if (end) return note_end(lock, reason_of(*end), end->signal == kIllegal);
    if (is_bad)
        return note_end(lock,
                        fault == Fault::hung ? "the model's process said nothing for too long"
                                             : "the connection to the model's process broke",
                        false);
    if (closing || again) return;
    wanted = false;
    set(Phase::stopped);
}

void Server::Body::loop() {
    std::unique_lock lock{mutex};
    while (!closing) {
        changed.wait(lock, [this] { return closing || wanted || again; });
        if (closing) break;
        if (again) {
            again = false;
            state.restarts = 0;
            state.reason.clear();
        }
        run_once(lock);
    }
    set(Phase::stopped);
}

Server::Server(ServerSettings settings, net::Client& client, Choose choose)
    : body_{std::make_shared<Body>(settings, client, std::move(choose))} {
    look();
    body_->thread = std::thread{[body = body_.get()] { body->loop(); }};
}

Server::~Server() {
    {
        const std::lock_guard lock{body_->mutex};
        body_->closing = true;
        body_->changed.notify_all();
    }
    body_->ending.request(StopReason::shutdown);
    body_->thread.join();
}

Server::Lease Server::lease(const Stop& stop) {
    auto body = body_;
    const auto told = stop.on_request([body] {
        const std::lock_guard lock{body->mutex};
        body->changed.notify_all();
    });
    std::unique_lock lock{body->mutex};
    require(body->state.phase != Phase::failed, Errc::unavailable,
            "the built-in model does not run: " + body->state.reason, "failed");
    const auto before = body->run_number;
    body->wanted = true;
    body->changed.notify_all();
    while (!body->door) {
        stop.check();
        const auto phase = body->state.phase;
        require(!body->closing, Errc::cancelled, "the program ends");
        require(phase != Phase::failed, Errc::unavailable,
                "the built-in model does not run: " + body->state.reason, "failed");
        // Absent counts once it was looked at again.
        require(body->wanted || body->run_number == before || phase != Phase::absent,
                Errc::unavailable, body->state.reason, "absent");
        constexpr std::chrono::milliseconds kDeadlineLook{100};  // deadlines ring no bell
        body->changed.wait_for(lock, kDeadlineLook);
    }
    ++body->leases;
    auto* door = new Door{*body->door};
    return {door, [body](const Door* given) {
                delete given;
                body->give_back();
            }};
}

void Server::wake() {
    const std::lock_guard lock{body_->mutex};
    if (body_->state.phase == Phase::failed) return;
    body_->wanted = true;
    body_->last_use = now();
    body_->changed.notify_all();
}

void Server::failed(std::int64_t run, Fault fault) {
    const std::lock_guard lock{body_->mutex};
    if (run <= body_->bad_run || run != body_->run_number) return;
    body_->bad_run = run;
    body_->fault = fault;
    body_->door.reset();
    body_->set(Phase::starting);
}

void Server::restart() {
    const std::lock_guard lock{body_->mutex};
    body_->again = body_->wanted = true;
    body_->changed.notify_all();
}

void Server::look() {
    State found;
    try {
        const auto choice = body_->choose();
        found = {.phase = Phase::ready, .name = choice.name, .bytes = choice.bytes};
    } catch (const Error& error) {  // told by the state
        found = {.phase = Phase::absent, .reason = error.message()};
    }
    const std::lock_guard lock{body_->mutex};
    auto& state = body_->state;
    const bool rests = state.phase == Phase::absent || state.phase == Phase::ready ||
                       state.phase == Phase::stopped;
    if (!rests || body_->wanted) return;
    if (found.phase == Phase::ready && state.phase == Phase::stopped) found.phase = Phase::stopped;
    state = std::move(found);
}

void Server::measured(double prompt_per_s, double token_per_s) {
    const std::lock_guard lock{body_->mutex};
    if (prompt_per_s > 0) body_->state.prompt_per_s = prompt_per_s;
    if (token_per_s > 0) body_->state.token_per_s = token_per_s;
}

State Server::state() const {
    const std::lock_guard lock{body_->mutex};
    return body_->state;
}

}  // namespace kith::llm::local

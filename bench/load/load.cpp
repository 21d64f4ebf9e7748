// kith-load: drives a running server, or one that it starts, and prints what it took.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>

#include "bench/load/messages.h"
#include "bench/load/sockets.h"

namespace {

using namespace kith::load;

constexpr const char* kUsage = R"(kith-load WHAT [--option value]…
  http | socket   messages through POST /api/message/send or /ws/{user}, read back at the end
      --connections 64 --rate 1000 (0: as fast as answered) --think MS --seconds 5
      --rounds 1 --between nothing|kill|cut  --name of the sessions
  echo            --connections 64 --seconds 5 --bytes 64 --window 1
  broadcast       --connections 1000 --rounds 20
  idle            --connections 15000 --seconds 5
  --address 127.0.0.1:8080   --path of the WebSocket for the last three
  --serve COMMAND            starts the server, for --between kill; or --pid N of a running one
)";

class Options {
  public:
    Options(int count, char** words) {
        for (int i = 2; i + 1 < count; i += 2) {
            const std::string name = words[i];
            if (!name.starts_with("--")) throw std::runtime_error{kUsage};
            values_[name.substr(2)] = words[i + 1];
        }
        if (count < 2 || count % 2 != 0) throw std::runtime_error{kUsage};
    }
    std::string text(const std::string& name, const std::string& fallback) const {
        const auto at = values_.find(name);
        return at == values_.end() ? fallback : at->second;
    }
    double number(const std::string& name, double fallback) const {
        const auto at = values_.find(name);
        return at == values_.end() ? fallback : std::atof(at->second.c_str());
    }
    int whole(const std::string& name, int fallback) const {
        return static_cast<int>(number(name, fallback));
    }

  private:
    std::map<std::string, std::string> values_;
};

Target target_of(const Options& options) {
    const auto address = options.text("address", "127.0.0.1:8080");
    const auto colon = address.find(':');
    if (colon == std::string::npos) throw std::runtime_error{kUsage};
    return {address.substr(0, colon),
            static_cast<std::uint16_t>(std::atoi(address.c_str() + colon + 1))};
}

int messages(Door door, const Options& options, const Target& target, Server& server) {
    MessageRun run{.door = door};
    run.connections = options.whole("connections", run.connections);
    run.rate = options.number("rate", run.rate);
    run.think = std::chrono::milliseconds{options.whole("think", 0)};
    run.seconds = options.number("seconds", run.seconds);
    run.rounds = options.whole("rounds", run.rounds);
    const auto now = std::chrono::system_clock::now().time_since_epoch().count();
    run.name = options.text("name", fmt::format("load{:x}", now));
    const auto between = options.text("between", "nothing");
    if (between == "kill") run.between = MessageRun::Between::kill;
    if (between == "cut") run.between = MessageRun::Between::cut;
    if (between == "kill" && !server.is_ours()) throw std::runtime_error{kUsage};
    auto report = run_messages(run, target, server);
    const auto rate = static_cast<double>(report.acknowledged) / report.seconds;
    fmt::print("{} acknowledged, {:.0f} a second over {} connections, {} rounds\n",
               report.acknowledged, rate, run.connections, run.rounds);
    fmt::print("{}\n", percentiles(report.milliseconds));
    fmt::print(
        "{} lost, {} doubled, {} out of order, {} never acknowledged, {} sent again, {} "
        "refused\n",
        report.lost, report.doubled, report.out_of_order, report.never_acknowledged,
        report.repeated, report.refused);
    const auto wrong = report.lost + report.doubled + report.out_of_order;
    return wrong + report.never_acknowledged == 0 ? 0 : 1;
}

int run(const std::string& what, const Options& options) {
    const auto target = target_of(options);
    Server server{options.text("serve", ""), target, options.whole("pid", -1)};
    if (!server.start()) throw std::runtime_error{"nobody answers GET /health"};
    const auto path = options.text("path", "/" + what);
    const auto seconds = options.number("seconds", 5);
    int result = 0;
    if (what == "http" || what == "socket") {
        result = messages(what == "http" ? Door::http : Door::socket, options, target, server);
    } else if (what == "echo") {
        const auto bytes = static_cast<std::size_t>(options.whole("bytes", 64));
        const auto rate = run_echo(target, path, options.whole("connections", 64), seconds, bytes,
                                   options.whole("window", 1));
        fmt::print("{:.0f} messages a second\n", rate);
        result = rate > 0 ? 0 : 1;
    } else if (what == "broadcast") {
        auto took = run_broadcast(target, path, options.whole("connections", 1000),
                                  options.whole("rounds", 20));
        fmt::print("to the last: {}\n", percentiles(took));
        result = took.empty() ? 1 : 0;
    } else if (what == "idle") {
        auto idle =
            run_idle(target, path, options.whole("connections", 15'000), seconds, server.process());
        fmt::print("{} open, {:.2f} kB each\nhealth {}\n", idle.open, idle.kilobytes_each,
                   percentiles(idle.health_milliseconds));
    } else {
        throw std::runtime_error{kUsage};
    }
    fmt::print("server {:.1f} MB\n",
               static_cast<double>(resident_kilobytes(server.process())) / 1024);
    return result;
}

}  // namespace

int main(int count, char** words) {
    try {
        allow_many_files();
        return run(count > 1 ? words[1] : "", Options{count, words});
    } catch (const std::exception& error) {
        std::fputs(error.what(), stderr);
        std::fputs("\n", stderr);
        return 2;
    }
}

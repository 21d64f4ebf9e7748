// See wechat.h.
#include "sources/wechat/wechat.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include "sources/wechat/archive.h"
#include "sources/wechat/chat_reader.h"

namespace kith::sources::wechat {
namespace {

constexpr std::size_t kRuntimeWarnings = 200;

class WechatSource final : public Source {
  public:
    explicit WechatSource(Archive archive)
        : archive_{std::move(archive)}, strangers_{archive_.people.list()} {}

    const Overview& overview() const override { return archive_.overview; }
    const std::vector<Person>& people() const override { return archive_.people.list(); }
    const std::vector<Chat>& chats() const override { return archive_.chats; }
    Person person(std::uint32_t index) const override { return strangers_.person(index); }

    void read(std::size_t chat, Sink& sink, const Stop& stop) override {
        auto desk = take_desk();
        for (const auto& mark : take_refreshed()) sink.mark(mark);
        auto warnings = read_chat(archive_, chat, *desk, strangers_, sink, stop);
        const std::lock_guard lock{mutex_};
        for (auto& text : warnings) warn(std::move(text));
        desks_.push_back(std::move(desk));
    }

    std::vector<std::string> warnings() const override {
        const std::lock_guard lock{mutex_};
        return warnings_;
    }

  private:
    // As many desks as there were readers at once; they keep their connections.
    std::unique_ptr<Desk> take_desk() {
        const std::lock_guard lock{mutex_};
        if (desks_.empty()) return std::make_unique<Desk>();
        auto desk = std::move(desks_.back());
        desks_.pop_back();
        return desk;
    }

    std::vector<Mark> take_refreshed() {
        const std::lock_guard lock{mutex_};
        return std::exchange(archive_.refreshed, {});
    }

    // Once each: a file that changed says so for every chat. Under the mutex.
    void warn(std::string text) {
        if (warnings_.size() >= kRuntimeWarnings) return;
        if (std::ranges::find(warnings_, text) == warnings_.end()) {
            warnings_.push_back(std::move(text));
        }
    }

    Archive archive_;
    Strangers strangers_;
    mutable std::mutex mutex_;
    std::vector<std::unique_ptr<Desk>> desks_;
    std::vector<std::string> warnings_;
};

}  // namespace

std::unique_ptr<Source> open(const std::filesystem::path& root, const OpenOptions& options,
                             const Stop& stop) {
    return std::make_unique<WechatSource>(open_archive(root, options, stop));
}

}  // namespace kith::sources::wechat

// See embedder.h.
#include "llm/e5/embedder.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <numeric>
#include <thread>

#include "base/crypto.h"
#include "base/error.h"
#include "llm/local/place.h"
#include "text/utf8.h"

namespace kith::llm::e5 {
namespace {

constexpr std::size_t kTogether = 16;                   // texts in one pass, …
constexpr std::size_t kTogetherBytes = 4 * 1024;        // … and bytes: a pass needs 20 kB a token
constexpr std::string_view kLigature = "\xEF\xB7\xBA";  // U+FDFA
constexpr std::string_view kLigatureSaid = "صلى الله عليه وسلم";  // what it stands for, NFKC

// A whole file in memory that the system may drop and read again.
class Mapped {
  public:
    explicit Mapped(const std::filesystem::path& file) {
        const int open = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
        struct ::stat info{};
        if (open >= 0 && ::fstat(open, &info) == 0 && info.st_size > 0) {
            bytes_ = static_cast<std::size_t>(info.st_size);
            data_ = ::mmap(nullptr, bytes_, PROT_READ, MAP_PRIVATE, open, 0);
        }
        if (open >= 0) ::close(open);
        if (data_ == MAP_FAILED) data_ = nullptr;
    }
    ~Mapped() {
        if (data_ != nullptr) ::munmap(data_, bytes_);
    }
    Mapped(const Mapped&) = delete;
    Mapped& operator=(const Mapped&) = delete;
    std::string_view view() const {
        return data_ == nullptr ? std::string_view{}
                                : std::string_view{static_cast<const char*>(data_), bytes_};
    }

  private:
    void* data_ = nullptr;
    std::size_t bytes_ = 0;
};

struct Pass {
    std::size_t from = 0, count = 0;
};

// Texts of like length go together, so that a pass is even work.
std::vector<Pass> passes_of(const std::vector<std::string>& texts,
                            const std::vector<std::size_t>& order) {
    std::vector<Pass> passes;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto size = texts[order[i]].size();
        const bool full =
            passes.empty() || passes.back().count == kTogether || bytes + size > kTogetherBytes;
        if (full) {
            passes.push_back({i, 0});
            bytes = 0;
        }
        ++passes.back().count;
        bytes += size;
    }
    return passes;
}

}  // namespace

std::string prepared(std::string_view text) {
    text = text.substr(0, kLongestText);
    auto valid = text::repair_utf8(text);
    std::string made;
    made.reserve(valid.size());
    // Cost: one look at each byte.
    for (std::size_t i = 0; i < valid.size();) {
        if (std::string_view{valid}.substr(i).starts_with(kLigature)) {
            made += kLigatureSaid;
            i += kLigature.size();
        } else {
            made += valid[i] == '\0' ? ' ' : valid[i];
            ++i;
        }
    }
    if (made.size() <= kLongestText) return made;
    auto end = kLongestText;
    constexpr unsigned kContinuation = 0xC0, kContinues = 0x80;
    while (end > 0 && (static_cast<unsigned char>(made[end]) & kContinuation) == kContinues) --end;
    made.resize(end);
    return made;
}

struct Embedder::Model {
    Mapped file;
    const Kernel& kernel;
    e5_model* model = nullptr;

    Model(const std::filesystem::path& path, const Kernel& by) : file{path}, kernel{by} {}
    ~Model() {
        if (model != nullptr) kernel.free(model);
    }
    Model(const Model&) = delete;
    Model& operator=(const Model&) = delete;

    void load(const EmbedderSettings& settings);
    void run(const std::vector<std::string>& texts, const std::vector<std::size_t>& order,
             const Pass& pass, Purpose purpose, std::vector<std::vector<float>>& out) const;
};

// The encoder believes every number in its file: it gets the file we know or none.
void Embedder::Model::load(const EmbedderSettings& settings) {
    const auto bytes = file.view();
    require(!bytes.empty(), Errc::unavailable, "the embedder has not been fetched yet", "absent");
    const bool known = bytes.size() == settings.bytes && hex(sha256(bytes)) == settings.sha256;
    require(known, Errc::unavailable,
            settings.file.filename().string() + " is damaged: fetch the embedder again", "failed");
    model = kernel.load(bytes.data(), bytes.size());
    require(model != nullptr && kernel.dimensions(model) == static_cast<int>(kDimensions),
            Errc::unavailable, "the embedder cannot be loaded", "failed");
}

void Embedder::Model::run(const std::vector<std::string>& texts,
                          const std::vector<std::size_t>& order, const Pass& pass, Purpose purpose,
                          std::vector<std::vector<float>>& out) const {
    std::vector<const char*> given(pass.count);
    for (std::size_t i = 0; i < pass.count; ++i) given[i] = texts[order[pass.from + i]].c_str();
    std::vector<float> vectors(pass.count * kDimensions);
    kernel.embed(model, given.data(), static_cast<int>(pass.count),
                 purpose == Purpose::question ? 1 : 0, vectors.data());
    for (std::size_t i = 0; i < pass.count; ++i) {
        const auto* begin = vectors.data() + i * kDimensions;
        out[order[pass.from + i]].assign(begin, begin + kDimensions);
    }
}

Embedder::Embedder(EmbedderSettings settings) : settings_{std::move(settings)} {}

Embedder::~Embedder() = default;

std::shared_ptr<Embedder::Model> Embedder::loaded() {
    const std::lock_guard one_reads{loading_};
    {
        const std::lock_guard lock{mutex_};
        if (model_) return model_;
    }
    const auto* by = kernel(settings_.isa);
    require(by != nullptr, Errc::unavailable, "this Kith was built without the embedder", "absent");
    auto made = std::make_shared<Model>(settings_.file, *by);
    try {
        made->load(settings_);
    } catch (const Error& error) {  // for the state
        const std::lock_guard lock{mutex_};
        reason_ = error.message();
        throw;
    }
    const std::lock_guard lock{mutex_};
    reason_.clear();
    model_ = made;
    return made;
}

std::vector<std::vector<float>> Embedder::embed(std::span<const std::string> texts, Purpose purpose,
                                                const Stop& stop) {
    stop.check();
    const auto model = loaded();
    const auto began = std::chrono::steady_clock::now();
    std::vector<std::string> ready;
    ready.reserve(texts.size());
    for (const auto& text : texts) ready.push_back(prepared(text));
    std::vector<std::size_t> order(ready.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return std::pair{ready[i].size(), i}; });
    const auto passes = passes_of(ready, order);
    std::vector<std::vector<float>> out(ready.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (auto i = next++; i < passes.size() && !stop.requested(); i = next++)
            model->run(ready, order, passes[i], purpose, out);
    };
    const auto threads = std::min<std::size_t>(
        passes.size(), static_cast<std::size_t>(std::min(local::processors(), kMostThreads)));
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < threads; ++i) others.emplace_back(work);
        work();
    }
    stop.check();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    const std::lock_guard lock{mutex_};
    if (took.count() > 0) texts_per_s_ = static_cast<double>(texts.size()) / took.count();
    return out;
}

local::State Embedder::state() const {
    local::State state{.name = settings_.name};
    std::error_code problem;
    const auto size = std::filesystem::file_size(settings_.file, problem);
    if (!problem) state.bytes = static_cast<std::int64_t>(size);
    const std::lock_guard lock{mutex_};
    state.token_per_s = texts_per_s_;
    state.reason = reason_;
    state.phase = local::Phase::ready;
    if (model_) {
        state.phase = local::Phase::running;
    } else if (kernel(settings_.isa) == nullptr) {
        state.phase = local::Phase::absent;
        state.reason = "this Kith was built without the embedder";
    } else if (problem) {
        state.phase = local::Phase::absent;
        state.reason = "the embedder has not been fetched yet";
    } else if (!reason_.empty() || size != settings_.bytes) {
        state.phase = local::Phase::failed;
        if (reason_.empty()) state.reason = "its file is damaged: fetch the embedder again";
    }
    return state;
}

}  // namespace kith::llm::e5

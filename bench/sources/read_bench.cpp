// bench_sources_read ARCHIVE
// The floor of an import: every row of a decrypted WeChat folder read in order by one thread,
// packed texts unpacked, nothing kept. Best of 7.
#include <zstd.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/error.h"
#include "bench/store/measure.h"
#include "db/db.h"

namespace kith::bench {
namespace {

namespace fs = std::filesystem;

struct Read {
    std::int64_t rows{};
    std::size_t bytes{};
};

class Decoder {
  public:
    std::size_t size(std::string_view content, std::int64_t flag) {
        if (flag != 4) return content.size();
        const auto size = ZSTD_getFrameContentSize(content.data(), content.size());
        if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > 1 << 24)
            return 0;
        text_.resize(size);
        return ZSTD_decompressDCtx(context_.get(), text_.data(), size, content.data(),
                                   content.size());
    }

  private:
    struct Free {
        void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
    };
    std::unique_ptr<ZSTD_DCtx, Free> context_{ZSTD_createDCtx()};
    std::string text_;
};

Read read(const fs::path& file, Decoder& decoder) {
    auto on = db::Connection::open(file, {.access = db::Access::read_only});
    std::vector<std::string> tables;
    auto names = on.prepare("select name from sqlite_master where name like 'Msg\\_%' escape '\\'");
    while (names.step()) tables.emplace_back(names.text(0));
    Read all;
    for (const auto& table : tables) {
        auto rows = on.prepare(
            "select server_id, local_type, sort_seq, real_sender_id, create_time, message_content, "
            "WCDB_CT_message_content from \"" +
            table + "\"");
        for (; rows.step(); ++all.rows)
            all.bytes += decoder.size(rows.text(5), rows.integer(6)) +
                         static_cast<std::size_t>(rows.integer(4) & 1);
    }
    return all;
}

int run(const fs::path& archive) {
    Used best{1e9, 1e9};
    Read all;
    Decoder decoder;
    for (int i = 0; i < 7; ++i) {
        const Stopwatch watch;
        all = {};
        for (const auto& entry : fs::directory_iterator{archive / "message"}) {
            if (entry.path().extension() != ".db") continue;
            const auto part = read(entry.path(), decoder);
            all.rows += part.rows;
            all.bytes += part.bytes;
        }
        const auto used = watch.used();
        if (used.wall < best.wall) best = used;
    }
    fmt::print("{} rows, {} bytes: {:.3f} s wall, {:.3f} s cpu\n", all.rows, all.bytes, best.wall,
               best.cpu);
    return 0;
}

}  // namespace
}  // namespace kith::bench

int main(int argc, char** argv) {
    if (argc != 2) {
        fmt::print(stderr, "usage: {} ARCHIVE\n", argv[0]);
        return 2;
    }
    try {
        return kith::bench::run(argv[1]);
    } catch (const kith::Error& error) {
        fmt::print(stderr, "{}\n", error.message());
        return 1;
    }
}

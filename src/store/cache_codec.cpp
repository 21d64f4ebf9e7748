// Tables of the cache file.
#include "store/cache_codec.h"

#include <zstd.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <type_traits>

#include "base/crypto.h"
#include "base/error.h"

namespace kith::store {
namespace {

constexpr std::int64_t kFormat = 1;  // raise it when folding or any layout below changes
constexpr int kLevel = 1;
constexpr std::size_t kMaxChunkBytes = std::size_t{1} << 30;
constexpr std::size_t kSumBytes = 4;  // zstd's own checksum ends a frame

constexpr std::string_view kTables = R"(
create table if not exists state(store text, format integer, upto integer, sum text) strict;
create table if not exists chat(id integer primary key, rev integer, people blob, erased blob,
  chunks integer, sum text) strict;
create table if not exists chunk(chat integer, no integer, data blob,
  primary key(chat, no)) strict, without rowid;
)";

[[noreturn]] void unusable(std::string_view reason) {
    throw Error{Errc::invalid, "the cache file cannot be used", reason};
}

// A running sum over numbers and texts.
class Sum {
  public:
    void add(std::int64_t number) {
        bytes_.append(reinterpret_cast<const char*>(&number), sizeof number);
    }
    void add(std::string_view text) {
        add(static_cast<std::int64_t>(text.size()));
        bytes_.append(text);
    }
    std::string end() const { return hex(md5(bytes_)); }

  private:
    std::string bytes_;
};

template <class T>
std::string_view bytes_of(const T* first, std::size_t count) {
    static_assert(std::is_trivially_copyable_v<T>);
    return {reinterpret_cast<const char*>(first), count * sizeof(T)};
}

template <class T>
std::vector<T> from_bytes(std::string_view bytes) {
    if (bytes.size() % sizeof(T) != 0) unusable("list_damaged");
    std::vector<T> list(bytes.size() / sizeof(T));
    if (!list.empty()) std::memcpy(list.data(), bytes.data(), bytes.size());
    return list;
}

std::string sum_of(const db::Statement& chat, std::string_view chunk_sums) {
    Sum sum;
    for (const int column : {0, 1, 4}) sum.add(chat.integer(column));
    for (const int column : {2, 3}) sum.add(chat.text(column));
    sum.add(chunk_sums);
    return sum.end();
}

struct FreeContext {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

class Unpacker {
  public:
    std::shared_ptr<Chunk> unpack(std::string_view packed) {
        const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
        if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN ||
            size > kMaxChunkBytes)
            unusable("chunk_damaged");
        bytes_.resize(size);
        const auto got = ZSTD_decompressDCtx(context_.get(), bytes_.data(), bytes_.size(),
                                             packed.data(), packed.size());
        if (ZSTD_isError(got) != 0 || got != size) unusable("chunk_damaged");
        return ChunkCodec::decode(bytes_);
    }

  private:
    std::unique_ptr<ZSTD_DCtx, FreeContext> context_{ZSTD_createDCtx()};
    std::string bytes_;
};

constexpr std::string_view kChat = "select id, rev, people, erased, chunks, sum from chat ";

// Reads chats until there are none left; one thread of several.
class CacheReader {
  public:
    CacheReader(const std::filesystem::path& file, const Secret& key)
        : on_{db::Connection::open(file, {.access = db::Access::read_only, .key = key})},
          chat_{on_.prepare(std::string{kChat} + "where id = $1")},
          chunks_{on_.prepare("select no, data from chunk where chat = $1 order by no")} {}

    void read(CachedChat& into) {
        chat_.bind(1, into.chat.value);
        if (!chat_.step()) unusable("chat_missing");
        into.revision = chat_.integer(1);
        into.people = from_bytes<PersonId>(chat_.text(2));
        into.erased = from_bytes<ErasedRow>(chat_.text(3));
        std::string sums;
        chunks_.bind(1, into.chat.value);
        while (chunks_.step()) {
            const auto packed = chunks_.text(1);
            if (packed.size() < kSumBytes) unusable("chunk_damaged");
            sums.append(packed.substr(packed.size() - kSumBytes));
            into.chunks.push_back(unpacker_.unpack(packed));
        }
        if (static_cast<std::int64_t>(into.chunks.size()) != chat_.integer(4) ||
            sum_of(chat_, sums) != chat_.text(5))
            unusable("chat_damaged");
        chat_.reset();
    }

  private:
    db::Connection on_;
    db::Statement chat_, chunks_;
    Unpacker unpacker_;
};

// The chats of the file, those with most chunks first, when the file is whole and ours.
CachedStore read_outline(db::Connection& on, std::string_view store_id) {
    auto state = on.prepare("select store, format, upto, sum from state");
    if (!state.step()) unusable("empty");
    if (state.text(0) != store_id) unusable("other_store");
    if (state.integer(1) != kFormat) unusable("other_format");
    CachedStore made;
    made.upto = MessageId{state.integer(2)};
    const std::string sum{state.text(3)};
    state.reset();
    Sum all;
    all.add(made.upto.value);
    auto chats = on.prepare("select id, rev, chunks, sum from chat order by id");
    std::vector<std::pair<std::int64_t, std::int64_t>> sizes;
    while (chats.step()) {
        all.add(chats.integer(0));
        all.add(chats.text(3));
        sizes.emplace_back(-chats.integer(2), chats.integer(0));
    }
    if (all.end() != sum) unusable("not_whole");
    std::ranges::sort(sizes);
    for (const auto& [chunks, id] : sizes) made.chats.push_back({ChatId{id}, 0, {}, {}, {}});
    return made;
}

}  // namespace

CachedStore read_cache(const std::filesystem::path& file, const Secret& key,
                       std::string_view store_id, int threads) {
    CachedStore made;
    {
        auto on = db::Connection::open(file, {.access = db::Access::read_only, .key = key});
        made = read_outline(on, store_id);
    }
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    std::exception_ptr failure;
    const auto work = [&] {
        try {
            CacheReader reader{file, key};
            for (auto i = next++; i < made.chats.size(); i = next++) reader.read(made.chats[i]);
        } catch (...) {
            const std::lock_guard guard{mutex};
            if (!failure) failure = std::current_exception();
            next = made.chats.size();
        }
    };
    std::vector<std::thread> helpers;
    for (int i = 1; i < threads; ++i) helpers.emplace_back(work);
    work();
    for (auto& helper : helpers) helper.join();
    if (failure) std::rethrow_exception(failure);
    return made;
}

struct CacheWriter::Data {
    explicit Data(db::Connection& connection)
        : on{connection},
          change{connection, db::Transaction::Mode::write},
          drop_chunks{on.prepare("delete from chunk where chat = $1")},
          add_chunk{on.prepare("insert into chunk values($1, $2, $3)")},
          add_chat{on.prepare("insert or replace into chat values($1, $2, $3, $4, $5, '')")},
          read_chat{on.prepare(std::string{kChat} + "where id = $1")},
          set_sum{on.prepare("update chat set sum = $2 where id = $1")} {
        ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel);
        ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
    }

    std::string_view pack(const Chunk& chunk) {
        const auto bytes = ChunkCodec::encode(chunk);
        packed.resize(ZSTD_compressBound(bytes.size()));
        const auto size =
            ZSTD_compress2(context.get(), packed.data(), packed.size(), bytes.data(), bytes.size());
        require(ZSTD_isError(size) == 0, Errc::internal, "a chunk could not be packed");
        return std::string_view{packed}.substr(0, size);
    }

    db::Connection& on;
    db::Transaction change;
    db::Statement drop_chunks, add_chunk, add_chat, read_chat, set_sum;
    std::unique_ptr<ZSTD_CCtx, FreeContext> context{ZSTD_createCCtx()};
    std::string packed;
    std::vector<ChatId> kept;
};

CacheWriter::CacheWriter(db::Connection& on) {
    on.execute(kTables);
    data_ = std::make_unique<Data>(on);
}

CacheWriter::~CacheWriter() = default;

void CacheWriter::keep(ChatId chat) {
    data_->kept.push_back(chat);
}

void CacheWriter::write(ChatId chat, std::int64_t revision, const ChatRows& rows) {
    auto& d = *data_;
    d.drop_chunks.bind(1, chat.value).run();
    std::string sums;
    std::int64_t number = 0;
    for (const auto& chunk : rows.chunks) {
        const auto packed = d.pack(*chunk);
        sums.append(packed.substr(packed.size() - kSumBytes));
        d.add_chunk.bind(1, chat.value).bind(2, number++).bind_blob(3, packed).run();
    }
    d.add_chat.bind(1, chat.value).bind(2, revision).bind(5, number);
    d.add_chat.bind_blob(3, bytes_of(rows.people.begin(), rows.people.size()));
    d.add_chat.bind_blob(4, bytes_of(rows.erased.begin(), rows.erased.size())).run();
    d.read_chat.bind(1, chat.value).step();
    const auto sum = sum_of(d.read_chat, sums);
    d.read_chat.reset();
    d.set_sum.bind_all(chat.value, sum).run();
    d.kept.push_back(chat);
}

void CacheWriter::finish(std::string_view store_id, MessageId upto) {
    auto& d = *data_;
    std::ranges::sort(d.kept);
    std::vector<std::int64_t> gone;
    Sum all;
    all.add(upto.value);
    auto chats = d.on.prepare("select id, sum from chat order by id");
    while (chats.step()) {
        if (std::ranges::binary_search(d.kept, ChatId{chats.integer(0)})) {
            all.add(chats.integer(0));
            all.add(chats.text(1));
        } else {
            gone.push_back(chats.integer(0));
        }
    }
    auto drop = d.on.prepare("delete from chat where id = $1");
    for (const auto id : gone) {
        drop.bind(1, id).run();
        d.drop_chunks.bind(1, id).run();
    }
    d.on.execute("delete from state");
    d.on.prepare("insert into state values($1, $2, $3, $4)")
        .bind_all(store_id, kFormat, upto.value, all.end())
        .run();
    d.change.commit();
}

void forget_in_cache(db::Connection& on, std::span<const ChatId> gone) {
    std::vector<ChatId> left;
    bool found = false;
    std::string store_id;
    MessageId upto;
    {
        auto all = on.prepare("select id from chat order by id");
        while (all.step()) {
            const ChatId id{all.integer(0)};
            if (std::ranges::find(gone, id) == gone.end())
                left.push_back(id);
            else
                found = true;
        }
        auto state = on.prepare("select store, upto from state");
        if (!found || !state.step()) return;
        store_id = state.text(0);
        upto = MessageId{state.integer(1)};
    }
    CacheWriter writer{on};
    for (const auto id : left) writer.keep(id);
    writer.finish(store_id, upto);
}

}  // namespace kith::store

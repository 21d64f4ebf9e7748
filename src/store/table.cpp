// Reading and writing rows of the message table by id.
#include "store/table.h"

#include <fmt/format.h>

#include <algorithm>

namespace kith::store {
namespace {

constexpr std::int64_t kNear = 16;  // ids so near to each other are read in one go

// Calls read(first, last) for each run of neighbouring ids.
template <class Read>
void runs_of(std::span<const MessageId> ids, Read read) {
    for (std::size_t first = 0; first < ids.size();) {
        auto last = first;
        while (last + 1 < ids.size() && ids[last + 1].value - ids[last].value <= kNear) ++last;
        read(ids.subspan(first, last - first + 1));
        first = last + 1;
    }
}

// The rest of `wanted` when the statement stands at `id`: true when the id is asked for.
bool is_wanted(std::span<const MessageId>& wanted, MessageId id) {
    while (!wanted.empty() && wanted.front() < id) wanted = wanted.subspan(1);
    return !wanted.empty() && wanted.front() == id;
}

void bind_text(db::Statement& to, int index, std::string_view text) {
    if (text.empty())
        to.bind_null(index);
    else
        to.bind(index, text);
}

// Which of the two texts goes where: see schema.cpp.
std::string_view body_of(const Row& row) {
    return row.kind == Kind::text ? row.text : row.body;
}
std::string_view extra_of(const Row& row) {
    return row.kind == Kind::text ? row.body : row.text;
}

}  // namespace

MessageReader::MessageReader(db::Connection& on)
    : facts_{on.prepare(
          "select id, ts, seq, skey, import from message where id between $1 and $2 order by id")},
      rows_{on.prepare(fmt::format("select {} from message where id between $1 and $2 order by id",
                                   kRowColumns))},
      old_{on.prepare("select 1 from message_old where message = $1 and why < $2")} {}

void MessageReader::facts(std::span<const MessageId> ids, std::vector<RowFacts>& out) {
    runs_of(ids, [&](std::span<const MessageId> wanted) {
        facts_.bind_all(wanted.front().value, wanted.back().value);
        while (facts_.step()) {
            const MessageId id{facts_.integer(0)};
            if (is_wanted(wanted, id))
                out.push_back({id, facts_.integer(1), facts_.integer(2), facts_.integer(3),
                               facts_.integer(4)});
        }
    });
}

void MessageReader::rows(std::span<const MessageId> ids,
                         const std::function<void(StoredRow&&)>& take) {
    runs_of(ids, [&](std::span<const MessageId> wanted) {
        rows_.bind_all(wanted.front().value, wanted.back().value);
        while (rows_.step())
            if (is_wanted(wanted, MessageId{rows_.integer(0)})) take(stored_row(rows_));
    });
}

bool MessageReader::changed_by_owner(MessageId id) {
    const bool found = old_.bind_all(id.value, Why::import).step();
    old_.reset();
    return found;
}

StoredRow stored_row(const db::Statement& at) {
    StoredRow made;
    made.id = MessageId{at.integer(0)};
    made.chat = ChatId{at.integer(1)};
    made.row.time = at.integer(2);
    made.row.sequence = at.integer(3);
    made.row.sender = PersonId{at.integer(4)};
    made.row.kind = static_cast<Kind>(at.integer(5));
    made.row.flags = static_cast<std::uint8_t>(at.integer(6));
    made.row.raw_type = at.integer(7);
    made.import = at.integer(8);
    made.row.source_key = at.integer(9);
    const bool is_text = made.row.kind == Kind::text;
    (is_text ? made.row.body : made.row.text) = at.text(10);
    (is_text ? made.row.text : made.row.body) = at.text(11);
    return made;
}

MessageWriter::MessageWriter(db::Connection& on)
    : insert_{on.prepare("insert into message values($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)")},
      keep_{on.prepare(
          "insert into message_old select m.id, coalesce((select max(version) from message_old "
          "where message = m.id), 0) + 1, $2, $3, m.kind, m.flags, m.raw_type, $4, m.extra, m.body "
          "from message m where m.id = $1")},
      change_{on.prepare("update message set kind = $2, flags = $3, raw_type = $4, extra = $5, "
                         "body = $6 where id = $1")},
      raise_{on.prepare("update chat set rev = rev + 1 where id = $1")} {}

void MessageWriter::insert(MessageId id, ChatId chat, const Row& row, ImportId import) {
    auto& to = insert_;
    to.bind(1, id.value).bind(2, chat.value).bind(3, row.time).bind(4, row.sequence);
    if (row.sender)
        to.bind(5, row.sender.value);
    else
        to.bind_null(5);
    to.bind(6, static_cast<std::int64_t>(row.kind)).bind(7, std::int64_t{row.flags});
    to.bind(8, row.raw_type);
    if (import)
        to.bind(9, import.value);
    else
        to.bind_null(9);
    if (row.source_key != 0)
        to.bind(10, row.source_key);
    else
        to.bind_null(10);
    bind_text(to, 11, extra_of(row));
    bind_text(to, 12, body_of(row));
    to.step();
}

void MessageWriter::change(MessageId id, const Row& row, Why why, std::int64_t at,
                           ImportId import) {
    keep_.bind(1, id.value).bind(2, at).bind(3, static_cast<std::int64_t>(why));
    if (import)
        keep_.bind(4, import.value);
    else
        keep_.bind_null(4);
    keep_.step();
    change_.bind(1, id.value).bind(2, static_cast<std::int64_t>(row.kind));
    change_.bind(3, std::int64_t{row.flags}).bind(4, row.raw_type);
    bind_text(change_, 5, extra_of(row));
    bind_text(change_, 6, body_of(row));
    change_.step();
}

void MessageWriter::raise_revision(ChatId chat) {
    raise_.bind(1, chat.value).step();
}

}  // namespace kith::store

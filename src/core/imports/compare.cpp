// See compare.h.
#include "core/imports/compare.h"

#include <algorithm>

#include "core/imports/transfer.h"

namespace kith::core {
namespace {

class CompareSink final : public sources::Sink {
  public:
    CompareSink(const sources::Source& source, const store::Store& store, store::ChatId chat,
                SkipCounter& skipped)
        : source_{source}, store_{store}, chat_{chat}, skipped_{skipped} {}

    void rows(std::vector<sources::Message> messages) override {
        for (const auto& message : messages)
            if (media_is_missing(message)) skipped_.media();
        if (!chat_) {
            counts_.added += static_cast<std::int64_t>(messages.size());
            return;
        }
        const auto snapshot = store_.snapshot();
        std::vector<store::Row> rows;
        rows.reserve(messages.size());
        for (auto& message : messages) {
            store::PersonId sender;
            if (message.sender != sources::kNobody)
                if (const auto* person =
                        snapshot->person_by_key(source_.person(message.sender).key))
                    sender = person->id;
            rows.push_back(to_row(std::move(message), sender));
        }
        counts_ += store_.compare(chat_, rows);
    }
    void skipped(std::string_view reason, std::string_view sample) override {
        skipped_.add(reason, sample);
    }
    void mark(sources::Mark) override {}
    const store::ImportCounts& counts() const { return counts_; }

  private:
    const sources::Source& source_;
    const store::Store& store_;
    store::ChatId chat_;
    SkipCounter& skipped_;
    store::ImportCounts counts_;
};

}  // namespace

void add_comparison(sources::Source& source, const store::Store& store, ImportReport& report,
                    const Stop& stop) {
    const auto snapshot = store.snapshot();
    SkipCounter skipped;
    for (std::size_t i = 0; i < source.chats().size(); ++i) {
        stop.check();
        const auto& chat = source.chats()[i];
        const auto* known = snapshot->chat_by_key(
            chat.key, chat.is_group ? store::ChatKind::group : store::ChatKind::direct);
        CompareSink sink{source, store, known == nullptr ? store::ChatId{} : known->info->id,
                         skipped};
        source.read(i, sink, stop);
        report.new_ += sink.counts().added;
        report.duplicate += sink.counts().same;
        report.changed += sink.counts().changed;
    }
    skipped.fill(report);
    report.people += static_cast<std::int64_t>(source.people().size());
    report.chats += static_cast<std::int64_t>(source.chats().size());
    for (const auto& warning : source.overview().warnings) report.warnings.push_back(warning);
    for (auto& warning : source.warnings()) report.warnings.push_back(std::move(warning));
}

}  // namespace kith::core

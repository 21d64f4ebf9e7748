// See query_names.h.
#include "search/query_names.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "search/directory.h"
#include "text/fold.h"

namespace kith::search {
namespace {

// How well a name fits, best first.
enum Fit : int { kById, kByKey, kByName, kByOther, kNoFit };

// One written name, compared with many.
class Wanted {
  public:
    explicit Wanted(const Term& term) : folded_{term.folded} {
        constexpr std::size_t kDigits = 18;
        if (folded_.size() < 2 || folded_.size() > kDigits || folded_[0] != u'#') return;
        std::int64_t value = 0;
        for (std::size_t i = 1; i < folded_.size(); ++i) {
            if (folded_[i] < u'0' || folded_[i] > u'9') return;
            value = value * 10 + (folded_[i] - u'0');
        }
        id_ = value;
    }

    bool is_id(std::int64_t id) const { return id_ != 0 && id_ == id; }
    bool equals(std::string_view name) {
        if (name.empty()) return false;
        if (const auto same = equals_ascii(name)) return *same;
        scratch_.clear();
        text::fold(name, scratch_);
        return scratch_ == folded_;
    }
    bool inside(std::string_view name) {
        scratch_.clear();
        text::fold(name, scratch_);
        return scratch_.find(folded_) != std::u16string::npos;
    }

  private:
    // Without folding, which costs ten times as much. An ASCII character folds to its small letter,
    // unless a mark behind it (never ASCII) makes it another character (never ASCII either).
    // Nothing when the name has to be folded.
    std::optional<bool> equals_ascii(std::string_view name) const {
        const auto ascii = [](char c) { return c > 0; };
        for (std::size_t i = 0; i < name.size(); ++i) {
            if (!ascii(name[i])) return std::nullopt;
            if (i >= folded_.size()) return false;
            const auto lower =
                static_cast<char16_t>(name[i] >= 'A' && name[i] <= 'Z' ? name[i] + 32 : name[i]);
            if (folded_[i] == lower) continue;
            const bool last = i + 1 == name.size() || ascii(name[i + 1]);
            return folded_[i] < 0x80 || last ? std::optional{false} : std::nullopt;
        }
        return name.size() == folded_.size();
    }

    std::u16string folded_;
    std::int64_t id_ = 0;
    std::u16string scratch_;
};

Fit fit_of(Wanted& wanted, const store::Person& person) {
    if (wanted.is_id(person.id.value)) return kById;
    if (wanted.equals(person.key)) return kByKey;
    const auto& shown = store::display_name(person);
    if (&shown != &person.key && wanted.equals(shown)) return kByName;
    if (&shown != &person.nick && wanted.equals(person.nick)) return kByOther;
    if (wanted.equals(person.alias)) return kByOther;
    return kNoFit;
}

Fit fit_of(Wanted& wanted, const store::Snapshot& snapshot, const store::Chat& chat) {
    const auto& info = *chat.info;
    if (wanted.is_id(info.id.value)) return kById;
    if (wanted.equals(info.key)) return kByKey;
    if (wanted.equals(info.title)) return kByName;
    const auto* peer = info.peer ? snapshot.person(info.peer) : nullptr;
    if (peer == nullptr) return kNoFit;
    const Fit fit = fit_of(wanted, *peer);
    return fit == kById ? kNoFit : fit;  // "#12" is a chat here
}

// Keeps what fits best.
template <class Item>
class Best {
  public:
    void offer(Fit fit, Item item) {
        if (fit == kNoFit || fit > fit_) return;
        if (fit < fit_) items_.clear();
        fit_ = fit;
        items_.push_back(item);
    }
    bool empty() const { return items_.empty(); }
    std::vector<Item> take() && { return std::move(items_); }

  private:
    Fit fit_ = kNoFit;
    std::vector<Item> items_;
};

class Resolver {
  public:
    Resolver(const store::Snapshot& snapshot, std::span<const store::AccountInfo> accounts,
             NamedTerms& out)
        : snapshot_{snapshot}, accounts_{accounts}, out_{out} {}

    Named resolve(const Term& term) {
        switch (term.about) {
            case Term::About::chat:
            case Term::About::group:
                return chats(term);
            case Term::About::sender:
                if (term.me) return Named{.known = true};
                return people(term);
            case Term::About::with:
                return people(term);
            case Term::About::source:
                return sources(term);
            default:
                return Named{.known = true};
        }
    }

  private:
    Named chats(const Term& term);
    Named people(const Term& term);
    Named sources(const Term& term);
    std::vector<store::PersonId> by_nickname(Wanted& wanted) const;
    Choice choice(const store::Chat& chat) const {
        return {"#" + std::to_string(chat.info->id.value), chat_name(snapshot_, chat),
                chat.info->kind == store::ChatKind::group};
    }
    static Choice choice(const store::Person& person) {
        return {"#" + std::to_string(person.id.value), store::display_name(person), false};
    }
    void unknown(const Term& term, std::string_view what, std::vector<Choice> similar) {
        out_.problems.push_back({term.place, "unknown_name",
                                 "no " + std::string{what} + " is called " + term.value,
                                 std::move(similar)});
    }
    void ambiguous(const Term& term, std::vector<Choice> choices) {
        out_.problems.push_back({term.place, "ambiguous",
                                 term.value + " may mean several; all of them are searched",
                                 std::move(choices)});
    }

    const store::Snapshot& snapshot_;
    std::span<const store::AccountInfo> accounts_;
    NamedTerms& out_;
};

Named Resolver::chats(const Term& term) {
    const bool groups_only = term.about == Term::About::group;
    const auto wanted_kind = [&](const store::Chat& chat) {
        return !groups_only || chat.info->kind == store::ChatKind::group;
    };
    Wanted wanted{term};
    Best<std::uint32_t> best;
    for (std::uint32_t i = 0; i < snapshot_.chats.size(); ++i)
        if (wanted_kind(snapshot_.chats[i]))
            best.offer(fit_of(wanted, snapshot_, snapshot_.chats[i]), i);
    std::vector<Choice> choices;
    if (best.empty()) {
        for (const auto& chat : snapshot_.chats) {
            if (choices.size() == kChoices) break;
            if (wanted_kind(chat) && wanted.inside(chat_name(snapshot_, chat)))
                choices.push_back(choice(chat));
        }
        unknown(term, groups_only ? "group" : "chat", std::move(choices));
        return {};
    }
    Named named{.known = true, .chats = std::move(best).take()};
    if (named.chats.size() > 1) {
        for (std::size_t i = 0; i < std::min(named.chats.size(), kChoices); ++i)
            choices.push_back(choice(snapshot_.chats[named.chats[i]]));
        ambiguous(term, std::move(choices));
    }
    return named;
}

// Members called so in some group. Cost: members of all groups.
std::vector<store::PersonId> Resolver::by_nickname(Wanted& wanted) const {
    std::vector<store::PersonId> found;
    for (const auto& chat : snapshot_.chats)
        for (const auto& member : chat.info->members)
            if (wanted.equals(member.name) && snapshot_.person(member.person) != nullptr)
                found.push_back(member.person);
    std::ranges::sort(found);
    found.erase(std::ranges::unique(found).begin(), found.end());
    return found;
}

Named Resolver::people(const Term& term) {
    Wanted wanted{term};
    Best<store::PersonId> best;
    for (const auto& person : snapshot_.people) best.offer(fit_of(wanted, *person), person->id);
    Named named{.known = true, .people = std::move(best).take()};
    if (named.people.empty()) named.people = by_nickname(wanted);
    std::vector<Choice> choices;
    if (named.people.empty()) {
        for (const auto& person : snapshot_.people) {
            if (choices.size() == kChoices) break;
            if (wanted.inside(store::display_name(*person))) choices.push_back(choice(*person));
        }
        unknown(term, "person", std::move(choices));
        return {};
    }
    for (const auto id : named.people) {
        const auto& person = *snapshot_.person(id);
        if ((person.flags & store::kSelf) != 0) named.mine.push_back(person.account);
        if (choices.size() < kChoices) choices.push_back(choice(person));
    }
    std::ranges::sort(named.mine);
    if (named.people.size() > 1) ambiguous(term, std::move(choices));
    return named;
}

Named Resolver::sources(const Term& term) {
    constexpr std::pair<std::u16string_view, std::string_view> kChinese[] = {
        {u"微信", "wechat"}, {u"电报", "telegram"}, {u"企业微信", "wecom"}, {u"短信", "sms"}};
    Wanted wanted{term};
    Named named{.known = true};
    std::vector<Choice> choices;
    for (const auto& account : accounts_) {
        const bool alias = std::ranges::any_of(kChinese, [&](const auto& pair) {
            return pair.first == term.folded && pair.second == account.network;
        });
        if (alias || wanted.equals(account.network)) named.accounts.push_back(account.id);
        if (choices.size() < kChoices &&
            std::ranges::find(choices, account.network, &Choice::name) == choices.end())
            choices.push_back({account.network, account.network, false});
    }
    std::ranges::sort(named.accounts);
    if (!named.accounts.empty()) return named;
    unknown(term, "source", std::move(choices));
    return {};
}

}  // namespace

NamedTerms names_of(const Query& query, const store::Snapshot& snapshot,
                    std::span<const store::AccountInfo> accounts) {
    NamedTerms out;
    Resolver resolver{snapshot, accounts, out};
    out.terms.reserve(query.terms.size());
    for (const auto& term : query.terms) out.terms.push_back(resolver.resolve(term));
    return out;
}

}  // namespace kith::search

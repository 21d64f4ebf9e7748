// See life.h.
#include "sources/demo/life.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "sources/demo/demo.h"

namespace kith::sources::demo {
namespace {

constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kQuarter = kHour / 4;
constexpr int kActiveRate = 60;   // thousandths a day from which on people greet each other
constexpr Day kRestDays = 40;     // a scene does not come back earlier in the same chat
constexpr int kLatestScene = 29;  // hours after midnight at which a day's last scene may begin

struct Window {
    std::int64_t from{}, to{};  // quarters of an hour after midnight
};

Window window_of(When when) {
    switch (when) {
        case When::morning:
            return {27, 34};
        case When::noon:
            return {46, 53};
        case When::work:
            return {38, 71};
        case When::evening:
            return {74, 86};
        case When::night:
            return {86, 95};
        case When::late:
            return {1, 14};
        case When::any:
            break;
    }
    return {36, 90};
}

Window window_of(Hours hours, Dice& dice) {
    const auto drawn = dice.between(0, 9);
    switch (hours) {
        case Hours::day:
            return {36, 82};
        case Hours::work:
            return drawn < 8 ? Window{38, 72} : Window{74, 88};
        case Hours::evening:
            return drawn < 2 ? Window{46, 54} : drawn < 4 ? Window{54, 74} : Window{74, 92};
        case Hours::night:
            return drawn < 7 ? Window{82, 95} : Window{48, 82};
        case Hours::late:
            return drawn < 6 ? Window{1, 14} : Window{84, 95};
    }
    return {36, 90};
}

bool fits(const Scene& scene, Day day) {
    const auto weekday = weekday_of(day);
    const bool weekend = weekday == 0 || weekday == 6;
    if (scene.days == Days::workday && weekend) return false;
    if (scene.days == Days::weekend && !weekend) return false;
    return scene.months == 0 || (scene.months >> date_of(day).month & 1) != 0;
}

}  // namespace

Script read_script() {
    Script out{.cast = read_cast(cast_file(), groups_file()),
               .words = Words::read(words_file()),
               .almanac = Almanac::read(days_file())};
    for (const auto& file : scene_files()) {
        auto scenes = read_scenes(file);
        std::ranges::move(scenes, std::back_inserter(out.scenes));
    }
    auto licensed = read_dialogues(dialogues_file());
    std::ranges::move(licensed, std::back_inserter(out.scenes));
    return out;
}

// The writing of one chat.
class Chronicle::Chat {
  public:
    Chat(Chronicle& owner, const Life& life);
    std::vector<Message> write();

  private:
    bool is_today(const Scene& scene, Day day) const;
    Day feast_day(const Scene& scene, int year) const;
    void occasions(Day day, std::vector<Start>& to);
    void by_chance(Day day, std::vector<Start>& to);
    const Scene* choose(Day day);
    void use(Candidate& candidate, Day day);
    std::int64_t start_second(const Scene& scene, Day day);
    std::int64_t wanted(Day day) const;
    void play(Day day, std::vector<Start>& starts);

    Chronicle& owner_;
    const Life& life_;
    Dice dice_;
    Stage stage_;
    std::vector<Candidate> chance_, occasions_;
    std::int64_t debt_{};       // thousandths of messages that the curve asks for and nobody wrote
    std::int64_t threshold_{};  // of debt that makes the next scene begin
    Day first_{};
};

Chronicle::Chat::Chat(Chronicle& owner, const Life& life)
    : owner_{owner},
      life_{life},
      dice_{seed_for(owner.seed_, life.room.key + "/life")},
      stage_{owner.script_.cast, owner.script_.words, life.room, owner.seed_},
      first_{owner.today_ - begins(life.curve)} {
    const auto& scenes = owner.script_.scenes;
    for (std::size_t i = 0; i < scenes.size(); ++i) {
        const bool meant = std::ranges::any_of(
            scenes[i].tags, [&](const auto& tag) { return std::ranges::count(life.tags, tag); });
        if (!meant) continue;
        auto& list = scenes[i].occasion == Occasion::none ? chance_ : occasions_;
        list.push_back({.scene = &scenes[i], .index = i, .last = -kRestDays});
    }
}

std::vector<Message> Chronicle::Chat::write() {
    if (begins(life_.curve) < 0) return {};
    std::vector<Start> starts;
    for (Day day = first_; day <= owner_.today_; ++day) {
        starts.clear();
        occasions(day, starts);
        // The day people get to know each other has its first words and nothing else.
        if (day > first_ || starts.empty()) by_chance(day, starts);
        play(day, starts);
    }
    return std::move(stage_).take();
}

Day Chronicle::Chat::feast_day(const Scene& scene, int year) const {
    const auto of = [&](MonthDay date) {
        return date.month == 0 ? Day{-1} : day_of({year, date.month, date.day});
    };
    switch (scene.feast) {
        case Feast::date:
            return of(scene.date);
        case Feast::spring:
            return owner_.script_.almanac.spring_eve(year);
        case Feast::autumn:
            return owner_.script_.almanac.mid_autumn(year);
        case Feast::birthday:
            return of(life_.birthday);
        case Feast::my_birthday:
            return of(life_.my_birthday);
        case Feast::today:
            break;
    }
    return same_day(date_of(owner_.today_), year);
}

bool Chronicle::Chat::is_today(const Scene& scene, Day day) const {
    if (scene.occasion == Occasion::ago) return day == owner_.today_ - scene.days_ago;
    if (scene.occasion == Occasion::first) return day == first_ && begins(life_.curve) < kDays;
    if (rate_at(life_.curve, owner_.today_ - day) < kActiveRate) return false;
    const auto feast = feast_day(scene, date_of(day - scene.shift).year);
    if (feast < 0) return false;
    // The present year's turn of "today" is today itself, which has its own scenes.
    return day == feast + scene.shift && (scene.feast != Feast::today || feast < owner_.today_);
}

void Chronicle::Chat::use(Candidate& candidate, Day day) {
    ++candidate.used;
    ++owner_.used_[candidate.index];
    candidate.last = day;
}

// Of several scenes for one occasion and moment of the day the least used one happens.
void Chronicle::Chat::occasions(Day day, std::vector<Start>& to) {
    std::vector<Candidate*> due;
    for (auto& candidate : occasions_) {
        const bool spent = candidate.scene->once && owner_.used_[candidate.index] > 0;
        if (spent || !fits(*candidate.scene, day) || !is_today(*candidate.scene, day)) continue;
        due.push_back(&candidate);
    }
    const auto same = [](const Scene& a, const Scene& b) {
        return a.occasion == Occasion::yearly && b.occasion == Occasion::yearly &&
               a.feast == b.feast && a.date == b.date && a.shift == b.shift;
    };
    while (!due.empty()) {
        const auto& occasion = *due.front()->scene;
        Candidate* best = due.front();
        for (auto* other : due) {
            if (!same(*other->scene, occasion)) continue;
            const auto worth = [&](const Candidate& c) {
                return c.used * 100 + owner_.used_[c.index];
            };
            if (worth(*other) < worth(*best)) best = other;
        }
        use(*best, day);
        to.push_back({best->scene->clock, best->scene});
        std::erase_if(due, [&](const Candidate* other) {
            return other == best || same(*other->scene, occasion);
        });
    }
}

std::int64_t Chronicle::Chat::wanted(Day day) const {
    auto rate = rate_at(life_.curve, owner_.today_ - day);
    const auto weekday = weekday_of(day);
    const bool weekend = weekday == 0 || weekday == 6;
    const bool holiday = owner_.script_.almanac.spring_holiday(day);
    const bool work = std::ranges::count(life_.tags, "work") > 0;
    if (work) return weekend || holiday ? rate / 10 : rate * 7 / 5;
    if (holiday && std::ranges::count(life_.tags, "family")) rate *= 2;
    return weekend ? rate * 6 / 5 : rate * 92 / 100;
}

// The scene that this chat has used least, not lately and not much elsewhere; chance decides
// between equals. Nothing when none fits the day.
const Scene* Chronicle::Chat::choose(Day day) {
    Candidate* best = nullptr;
    std::int64_t best_worth{};
    for (auto& candidate : chance_) {
        const auto& scene = *candidate.scene;
        const int everywhere = owner_.used_[candidate.index];
        if (!fits(scene, day) || (scene.once && everywhere > 0)) continue;
        if (candidate.used > 0 && day - candidate.last < kRestDays) continue;
        if (day == owner_.today_ && scene.when != When::any && scene.when != When::morning)
            continue;
        const auto worth = candidate.used * 1000 + everywhere * 40 + dice_.between(0, 900);
        if (best && worth >= best_worth) continue;
        best = &candidate;
        best_worth = worth;
    }
    if (!best) return nullptr;
    use(*best, day);
    return best->scene;
}

std::int64_t Chronicle::Chat::start_second(const Scene& scene, Day day) {
    auto window = scene.when == When::any ? window_of(life_.hours, dice_) : window_of(scene.when);
    if (day == owner_.today_) window = {26, 32};
    return dice_.between(window.from * kQuarter, window.to * kQuarter);
}

void Chronicle::Chat::by_chance(Day day, std::vector<Start>& to) {
    debt_ += wanted(day);
    while (debt_ > threshold_) {
        const auto* scene = choose(day);
        if (!scene) break;
        to.push_back({start_second(*scene, day), scene});
        const auto size = static_cast<std::int64_t>(scene->lines.size()) * 1000;
        debt_ -= size;
        // Uneven gaps: some days have two talks, some none.
        threshold_ = dice_.between(0, 2 * size);
    }
}

void Chronicle::Chat::play(Day day, std::vector<Start>& starts) {
    std::ranges::sort(starts, [](const Start& a, const Start& b) {
        return std::tuple{a.second, a.scene->at.file, a.scene->at.line} <
               std::tuple{b.second, b.scene->at.file, b.scene->at.line};
    });
    const auto midnight = owner_.zone_.start_of(day);
    for (const auto& start : starts) {
        // A talk that ran long pushes the next one back, but not through the night.
        const bool too_late = stage_.ends() > midnight + kLatestScene * kHour;
        if (too_late && start.scene->occasion == Occasion::none) continue;
        stage_.play(*start.scene, midnight + start.second, owner_.today_ - day);
    }
}

Chronicle::Chronicle(const Script& script, Zone zone, Day today, std::uint64_t seed)
    : script_{script},
      zone_{std::move(zone)},
      today_{today},
      seed_{seed_for(seed, format_date(today))},
      used_(script.scenes.size()) {}

std::vector<Message> Chronicle::write(const Life& life) {
    return Chat{*this, life}.write();
}

}  // namespace kith::sources::demo

// See parse_values.h.
#include "search/parse_values.h"

#include <algorithm>
#include <iterator>

#include "base/message.h"

namespace kith::search {
namespace {

using View = std::u16string_view;

template <class Value>
struct Named {
    View text;
    Value value;
};

template <class Value, std::size_t n>
std::optional<Value> named(const Named<Value> (&table)[n], View folded) {
    for (const auto& entry : table)
        if (entry.text == folded) return entry.value;
    return std::nullopt;
}

constexpr Named<Operator> kOperators[] = {
    {u"in", Operator::in},         {u"在", Operator::in},           {u"from", Operator::from},
    {u"来自", Operator::from},     {u"发自", Operator::from},       {u"with", Operator::with},
    {u"和", Operator::with},       {u"与", Operator::with},         {u"跟", Operator::with},
    {u"group", Operator::group},   {u"群", Operator::group},        {u"群聊", Operator::group},
    {u"source", Operator::source}, {u"来源", Operator::source},     {u"after", Operator::after},
    {u"之后", Operator::after},    {u"晚于", Operator::after},      {u"自", Operator::after},
    {u"before", Operator::before}, {u"之前", Operator::before},     {u"早于", Operator::before},
    {u"on", Operator::on},         {u"于", Operator::on},           {u"日期", Operator::on},
    {u"时间", Operator::on},       {u"hour", Operator::hour},       {u"小时", Operator::hour},
    {u"时段", Operator::hour},     {u"weekday", Operator::weekday}, {u"星期", Operator::weekday},
    {u"周", Operator::weekday},    {u"has", Operator::has},         {u"含", Operator::has},
    {u"包含", Operator::has},      {u"类型", Operator::has},        {u"is", Operator::is},
    {u"是", Operator::is},         {u"mood", Operator::mood},       {u"情绪", Operator::mood},
    {u"心情", Operator::mood},     {u"sort", Operator::sort},       {u"排序", Operator::sort},
};

constexpr std::array<std::string_view, kOperatorCount> kOperatorNames{
    "in", "from", "with",    "group", "source", "after", "before",
    "on", "hour", "weekday", "has",   "is",     "mood",  "sort"};

constexpr Named<State> kStates[] = {
    {u"mine", State::mine},       {u"me", State::mine},
    {u"我的", State::mine},       {u"我", State::mine},
    {u"我发的", State::mine},     {u"theirs", State::theirs},
    {u"对方", State::theirs},     {u"对方的", State::theirs},
    {u"别人的", State::theirs},   {u"private", State::in_private},
    {u"私聊", State::in_private}, {u"单聊", State::in_private},
    {u"group", State::in_group},  {u"群聊", State::in_group},
    {u"群", State::in_group},     {u"late", State::late},
    {u"深夜", State::late},       {u"熬夜", State::late},
    {u"system", State::system},   {u"系统", State::system},
    {u"系统消息", State::system}, {u"通知", State::system},
    {u"opener", State::opener},   {u"开场", State::opener},
    {u"开头", State::opener},     {u"话头", State::opener},
};

constexpr Named<Sort> kSorts[] = {
    {u"new", Sort::newest},  {u"newest", Sort::newest}, {u"新", Sort::newest},
    {u"最新", Sort::newest}, {u"old", Sort::oldest},    {u"oldest", Sort::oldest},
    {u"旧", Sort::oldest},   {u"最旧", Sort::oldest},   {u"最早", Sort::oldest},
    {u"best", Sort::best},   {u"最佳", Sort::best},     {u"相关", Sort::best},
};

constexpr View kMoods[] = {u"pos", u"positive", u"积极", u"正面", u"开心",
                           u"neg", u"negative", u"消极", u"负面", u"难过"};

constexpr View kMe[] = {u"me", u"我", u"本人", u"我自己", u"自己"};

constexpr Named<Kind> kKinds[] = {
    {u"text", Kind::text},        {u"文字", Kind::text},
    {u"文本", Kind::text},        {u"image", Kind::image},
    {u"photo", Kind::image},      {u"picture", Kind::image},
    {u"图片", Kind::image},       {u"图", Kind::image},
    {u"照片", Kind::image},       {u"voice", Kind::voice},
    {u"语音", Kind::voice},       {u"video", Kind::video},
    {u"视频", Kind::video},       {u"sticker", Kind::sticker},
    {u"表情", Kind::sticker},     {u"表情包", Kind::sticker},
    {u"动画表情", Kind::sticker}, {u"card", Kind::card},
    {u"名片", Kind::card},        {u"location", Kind::place},
    {u"place", Kind::place},      {u"位置", Kind::place},
    {u"地点", Kind::place},       {u"定位", Kind::place},
    {u"call", Kind::call},        {u"通话", Kind::call},
    {u"电话", Kind::call},        {u"redpacket", Kind::red_packet},
    {u"红包", Kind::red_packet},  {u"transfer", Kind::transfer},
    {u"转账", Kind::transfer},    {u"quote", Kind::quote},
    {u"reply", Kind::quote},      {u"引用", Kind::quote},
    {u"回复", Kind::quote},       {u"miniapp", Kind::mini_app},
    {u"小程序", Kind::mini_app},  {u"link", Kind::link},
    {u"链接", Kind::link},        {u"file", Kind::file},
    {u"文件", Kind::file},        {u"channel", Kind::channel},
    {u"视频号", Kind::channel},   {u"app", Kind::other_app},
    {u"应用", Kind::other_app},   {u"other", Kind::other},
    {u"其他", Kind::other},
};

constexpr Named<int> kWeekdays[] = {
    {u"0", 0},   {u"7", 0},       {u"日", 0},  {u"天", 0},       {u"sun", 0}, {u"sunday", 0},
    {u"1", 1},   {u"一", 1},      {u"mon", 1}, {u"monday", 1},   {u"2", 2},   {u"二", 2},
    {u"tue", 2}, {u"tuesday", 2}, {u"3", 3},   {u"三", 3},       {u"wed", 3}, {u"wednesday", 3},
    {u"4", 4},   {u"四", 4},      {u"thu", 4}, {u"thursday", 4}, {u"5", 5},   {u"五", 5},
    {u"fri", 5}, {u"friday", 5},  {u"6", 6},   {u"六", 6},       {u"sat", 6}, {u"saturday", 6},
};

constexpr std::string_view kHasValues[] = {"text",      "image",    "voice", "video",   "sticker",
                                           "file",      "link",     "quote", "call",    "location",
                                           "redpacket", "transfer", "card",  "miniapp", "channel"};
constexpr std::string_view kIsValues[] = {"mine", "theirs", "private", "group",
                                          "late", "system", "opener"};
constexpr std::string_view kMoodValues[] = {"pos", "neg"};
constexpr std::string_view kSortValues[] = {"new", "old", "best"};

View strip(View text, View prefix) {
    return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

bool take_suffix(View& text, View suffix) {
    if (!text.ends_with(suffix)) return false;
    text.remove_suffix(suffix.size());
    return true;
}

std::optional<int> hour_of(View text) {
    if (!take_suffix(text, u"点") && !take_suffix(text, u"时")) (void)take_suffix(text, u":00");
    if (text.empty() || text.size() > 2) return std::nullopt;
    int value = 0;
    for (const char16_t digit : text) {
        if (digit < u'0' || digit > u'9') return std::nullopt;
        value = value * 10 + (digit - u'0');
    }
    if (value > 23) return std::nullopt;
    return value;
}

std::optional<int> weekday_of_name(View text) {
    for (const View prefix : {View{u"星期"}, View{u"礼拜"}, View{u"周"}}) {
        const View rest = strip(text, prefix);
        if (rest.size() < text.size()) return named(kWeekdays, rest);
    }
    return named(kWeekdays, text);
}

// first..last inclusive, around the end of the cycle when last lies before first.
std::uint32_t cycle_bits(int first, int last, int length) {
    std::uint32_t bits = 0;
    for (int at = first;; at = (at + 1) % length) {
        bits |= std::uint32_t{1} << at;
        if (at == last) return bits;
    }
}

// "a" or "a-b" with any of the signs for a range.
template <class Read>
std::optional<std::uint32_t> cycle_of(View text, int length, Read read) {
    for (const View sign : {View{u"-"}, View{u"~"}, View{u"\u2013"}, View{u"至"}, View{u"到"}}) {
        const auto at = text.find(sign);
        if (at == View::npos) continue;
        const auto first = read(text.substr(0, at)), last = read(text.substr(at + sign.size()));
        if (!first || !last) return std::nullopt;
        return cycle_bits(*first, *last, length);
    }
    const auto only = read(text);
    if (!only) return std::nullopt;
    return cycle_bits(*only, *only, length);
}

template <class Read>
std::optional<std::uint32_t> each_value(View list, Read read) {
    std::uint32_t bits = 0;
    while (true) {
        const auto comma = list.find_first_of(u",、");
        const auto one = read(list.substr(0, comma));
        if (!one) return std::nullopt;
        bits |= *one;
        if (comma == View::npos) return bits;
        list.remove_prefix(comma + 1);
    }
}

}  // namespace

std::string_view name_of(Sort sort) {
    return kSortValues[static_cast<std::size_t>(sort)];
}

std::string_view name_of(Operator op) {
    return kOperatorNames[static_cast<std::size_t>(op)];
}

std::optional<Operator> operator_named(View folded) {
    return named(kOperators, folded);
}

std::optional<State> state_named(View folded) {
    return named(kStates, folded);
}

std::optional<Sort> sort_named(View folded) {
    return named(kSorts, folded);
}

bool is_mood(View folded) {
    return std::ranges::find(kMoods, folded) != std::end(kMoods);
}

bool means_me(View folded) {
    return std::ranges::find(kMe, folded) != std::end(kMe);
}

std::optional<std::uint32_t> kinds_of(View folded) {
    return each_value(folded, [](View text) -> std::optional<std::uint32_t> {
        const auto kind = named(kKinds, text);
        if (!kind) return std::nullopt;
        return std::uint32_t{1} << static_cast<unsigned>(*kind);
    });
}

std::optional<std::uint32_t> hours_of(View folded) {
    return each_value(folded, [](View text) { return cycle_of(text, 24, hour_of); });
}

std::optional<std::uint32_t> weekdays_of(View folded) {
    return each_value(folded, [](View text) -> std::optional<std::uint32_t> {
        if (text == u"weekend" || text == u"周末") return 0b1000001U;
        if (text == u"workday" || text == u"工作日") return 0b0111110U;
        return cycle_of(text, 7, weekday_of_name);
    });
}

std::span<const std::string_view> values_of(Operator op) {
    switch (op) {
        case Operator::has:
            return kHasValues;
        case Operator::is:
            return kIsValues;
        case Operator::mood:
            return kMoodValues;
        case Operator::sort:
            return kSortValues;
        default:
            return {};
    }
}

}  // namespace kith::search

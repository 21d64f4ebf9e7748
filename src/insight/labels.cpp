// See labels.h.
#include "insight/labels.h"

namespace kith::insight {
namespace {

struct KindRow {
    Label label;
    std::int64_t type;  // the usual number on the wire
    bool makes_active;
};

constexpr std::int64_t kAppType = 49;
constexpr std::int64_t kNoticeType = 10000;

// By the number of the kind.
constexpr std::array<KindRow, kKindCount> kKinds{{
    {Label::text, 1, true},
    {Label::image, 3, true},
    {Label::voice, 34, true},
    {Label::video, 43, true},
    {Label::sticker, 47, true},
    {Label::card, 42, false},
    {Label::place, 48, false},
    {Label::call, 50, false},
    {Label::notice, kNoticeType, false},
    {Label::red_packet, kAppType, true},
    {Label::transfer, kAppType, true},
    {Label::quote, kAppType, true},
    {Label::mini_app, kAppType, true},
    {Label::link_or_file, kAppType, true},
    {Label::link_or_file, kAppType, true},
    {Label::channel, kAppType, true},
    {Label::other, kAppType, true},
    {Label::other, 0, false},
}};

constexpr std::array<std::string_view, kLabelCount> kWords{
    "文本",   "图片", "语音", "视频", "表情", "红包",   "转账", "链接/文件",
    "小程序", "引用", "名片", "位置", "通话", "视频号", "其他", "系统"};

// A number that belongs to another kind would make clients draw the wrong bubble.
bool belongs_to_another(std::int64_t type, const KindRow& row) {
    for (const auto& other : kKinds)
        if (other.type == type) return row.type != type;
    return false;
}

const KindRow& row_of(Kind kind) {
    const auto index = static_cast<std::size_t>(kind);
    return index < kKinds.size() ? kKinds[index] : kKinds.back();
}

}  // namespace

Label label_of(Kind kind) {
    return row_of(kind).label;
}

std::string_view word_of(Label label) {
    return kWords[static_cast<std::size_t>(label)];
}

std::int64_t wire_type(Kind kind, std::int64_t raw_type) {
    const auto& row = row_of(kind);
    const auto base = static_cast<std::int64_t>(static_cast<std::uint64_t>(raw_type) & 0xFFFFFFFF);
    // Notices and unknown kinds keep their own number (10002, 11000, 66, 67, …); the others have
    // exactly one.
    const bool several = kind == Kind::system || row.type == 0;
    return several && base != 0 && !belongs_to_another(base, row) ? base : row.type;
}

bool makes_active(Kind kind) {
    return row_of(kind).makes_active;
}

}  // namespace kith::insight

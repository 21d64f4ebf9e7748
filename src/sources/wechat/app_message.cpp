// See app_message.h.
#include "sources/wechat/app_message.h"

#include <array>
#include <pugixml.hpp>

#include "sources/wechat/classify.h"
#include "sources/wechat/markup.h"
#include "text/fold.h"

namespace kith::sources::wechat {
namespace {

constexpr std::size_t kQuoteCodePoints = 500;  // of a quoted text that is kept beside the reply
constexpr std::size_t kTemplateNames = 100;    // names filled into one place of a notice

// Character data as it stands: blanks inside texts are somebody's.
constexpr unsigned kParse = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol;

bool load(pugi::xml_document& document, std::string_view payload) {
    if (payload.size() > kXmlBytes) return false;
    // A broken end leaves what came before it in the tree.
    document.load_buffer(payload.data(), payload.size(), kParse, pugi::encoding_utf8);
    return !document.first_child().empty();
}

std::string text_at(const pugi::xml_node& node, const char* name) {
    return node.child(name).text().get();
}

std::int64_t number_at(const pugi::xml_node& node, const char* name) {
    return node.child(name).text().as_llong();
}

pugi::xml_node find_app(const pugi::xml_document& document) {
    for (const auto& root : document.children()) {
        if (std::string_view{root.name()} == "appmsg") return root;
        if (const auto inner = root.child("appmsg")) return inner;
    }
    return {};
}

// What a quoted message of another type looks like in one line.
std::string quoted_text(std::int64_t type, std::string_view content) {
    switch (type) {
        case 3:
            return "[图片]";
        case 34:
            return "[语音]";
        case 42:
            return "[名片]";
        case 43:
            return "[视频]";
        case 47:
            return "[表情]";
        case 48:
            return "[位置]";
        default:
            break;
    }
    if (const auto split = split_prefix(content); !split.sender.empty()) content = split.rest;
    if (type == kAppBase && content.find('<') != std::string_view::npos) {
        pugi::xml_document inner;
        if (load(inner, content)) return text_at(find_app(inner), "title");
    }
    return std::string{text::first_code_points(content, kQuoteCodePoints)};
}

void read_quote(const pugi::xml_node& app, Details& to) {
    const auto refer = app.child("refermsg");
    to.quote_id = text_at(refer, "svrid");
    if (to.quote_id == "0") to.quote_id.clear();
    to.quote_key = text_at(refer, "chatusr");
    if (to.quote_key.empty()) to.quote_key = text_at(refer, "fromusr");
    if (to.quote_key.ends_with("@chatroom")) to.quote_key.clear();
    to.quote_name = text_at(refer, "displayname");
    to.quote_text = quoted_text(number_at(refer, "type"), refer.child("content").text().get());
    to.quote_time = number_at(refer, "createtime");
}

void read_payment(const pugi::xml_node& app, Details& to) {
    const auto pay = app.child("wcpayinfo");
    to.pay_amount = text_at(pay, "feedesc");
    to.pay_memo = text_at(pay, "pay_memo");
    if (to.pay_memo.empty()) to.pay_memo = text_at(pay, "sendertitle");
    to.pay_step = number_at(pay, "paysubtype");
    to.pay_id = text_at(pay, "transferid");
    if (to.pay_id.empty()) to.pay_id = text_at(pay, "paymsgid");
}

void read_file(const pugi::xml_node& app, Details& to) {
    const auto attachment = app.child("appattach");
    to.name = text_at(app, "title");
    to.bytes = number_at(attachment, "totallen");
    to.extension = text_at(attachment, "fileext");
}

// The title of a channel video says that the version is too old; the feed says what it shows.
void read_channel(const pugi::xml_node& app, Content& to) {
    auto feed = app.child("finderFeed");
    if (!feed) feed = app.child("finderLive");
    to.details.name = text_at(feed, "nickname");
    if (auto shown = text_at(feed, "desc"); !shown.empty()) to.text = std::move(shown);
}

void read_parts(const pugi::xml_node& app, Content& to) {
    to.text = text_at(app, "title");
    to.details.url = text_at(app, "url");
    to.details.description = text_at(app, "des");
    switch (to.kind) {
        case Kind::quote:
            read_quote(app, to.details);
            break;
        case Kind::red_packet:
        case Kind::transfer:
            read_payment(app, to.details);
            break;
        case Kind::file:
            read_file(app, to.details);
            break;
        case Kind::channel:
            read_channel(app, to);
            break;
        case Kind::mini_app:
            to.details.name = text_at(app, "sourcedisplayname");
            break;
        default:
            break;
    }
}

// "$username$ invited $names$" with its list of links.
std::string fill_template(const pugi::xml_node& content) {
    std::string text = text_at(content, "template");
    for (const auto& link : content.child("link_list").children("link")) {
        const std::string marker = '$' + std::string{link.attribute("name").value()} + '$';
        const auto at = text.find(marker);
        if (marker.size() < 3 || at == std::string::npos) continue;
        std::string names = text_at(link, "plain");
        std::size_t count = 0;
        for (const auto& member : link.child("memberlist").children("member")) {
            if (++count > kTemplateNames) break;
            if (!names.empty()) names += "、";
            names += text_at(member, "nickname");
        }
        text.replace(at, marker.size(), names);
    }
    return text;
}

// All character data below a node, walked without recursion.
std::string all_text(const pugi::xml_node& root) {
    std::string text;
    for (auto at = root.first_child(); at;) {
        if (at.type() == pugi::node_pcdata || at.type() == pugi::node_cdata) text += at.value();
        if (at.first_child()) {
            at = at.first_child();
            continue;
        }
        while (at != root && !at.next_sibling()) at = at.parent();
        if (at == root) break;
        at = at.next_sibling();
    }
    return text;
}

std::string notice_of(const pugi::xml_document& document) {
    for (const auto& root : document.children()) {
        const auto message =
            root.name() == std::string_view{"sysmsg"} ? root : root.child("sysmsg");
        const auto& in = message ? message : root;
        const auto revoke = in.name() == std::string_view{"revokemsg"} ? in : in.child("revokemsg");
        if (auto text = text_at(revoke, "replacemsg"); !text.empty()) return text;
        const auto content = in.child("sysmsgtemplate").child("content_template");
        if (auto text = fill_template(content); !text.empty()) return text;
        if (auto text = text_at(in.child("pat"), "template"); !text.empty()) return text;
        if (auto text = all_text(in); !text.empty()) return text;
    }
    return {};
}

}  // namespace

Content read_app_message(std::uint32_t sub, std::string_view payload) {
    Content out;
    pugi::xml_document document;
    const bool readable = load(document, payload);
    const auto app = readable ? find_app(document) : pugi::xml_node{};
    const auto type = app.child("type") ? number_at(app, "type") : kNoAppType;
    out.kind = classify({kAppBase, sub}, type, payload);
    if (app) read_parts(app, out);
    if (out.text.empty() && out.details == Details{}) {
        out.details.raw = payload;
    }
    return out;
}

std::string notice_text(std::string_view payload) {
    const auto first = payload.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && payload[first] == '<') {
        pugi::xml_document document;
        if (load(document, payload)) {
            if (const auto text = notice_of(document); !text.empty()) {
                return std::string{text::trim(without_inline_tags(text))};
            }
        }
    }
    return without_inline_tags(payload);
}

Content read_card(std::string_view payload) {
    Content out{.kind = Kind::card};
    pugi::xml_document document;
    if (!load(document, payload)) return out;
    const auto root = document.first_child();
    out.text = root.attribute("nickname").value();
    out.details.name = out.text;
    out.details.description = root.attribute("username").value();
    return out;
}

Content read_place(std::string_view payload) {
    Content out{.kind = Kind::place};
    pugi::xml_document document;
    if (!load(document, payload)) return out;
    const auto place = document.first_child().child("location");
    out.details.name = place.attribute("poiname").value();
    out.details.description = place.attribute("label").value();
    out.details.latitude = place.attribute("x").as_double();
    out.details.longitude = place.attribute("y").as_double();
    out.text = out.details.name.empty() ? out.details.description : out.details.name;
    return out;
}

Content read_call(std::string_view payload) {
    Content out{.kind = Kind::call};
    pugi::xml_document document;
    if (!load(document, payload)) return out;
    const auto root = document.first_child();
    const auto bubble = root.child("VoIPBubbleMsg");
    const auto& call = bubble ? bubble : root;
    out.text = text::trim(call.child("msg").text().get());
    out.details.seconds = static_cast<double>(number_at(call, "duration"));
    if (out.details.seconds <= 0) out.details.seconds = static_cast<double>(clock_in(out.text));
    return out;
}

}  // namespace kith::sources::wechat

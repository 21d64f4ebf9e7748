// The worked conversation of the archive contract (§8) and a few people around it, as an archive in
// a folder.
#pragma once

#include "tests/support/test_app.h"
#include "tests/support/wechat_archive.h"

namespace kith::test {

inline constexpr std::string_view kRedPacket =
    "<msg><appmsg><title>恭喜发财</title><type>2001</type><wcpayinfo><templateid>redenvelope"
    "</templateid></wcpayinfo></appmsg></msg>";
inline constexpr std::string_view kTransfer =
    "<msg><appmsg><title>微信转账</title><type>2000</type><wcpayinfo><paysubtype>1</paysubtype>"
    "<feedesc>￥1.00</feedesc></wcpayinfo></appmsg></msg>";

// wxid_mei: the conversation. wxid_null: no names, no messages. gh_news: no contact. 1@chatroom: a
// group.
inline std::filesystem::path worked_archive(const std::filesystem::path& folder) {
    const std::string me{WechatArchive::kMe}, mei = "wxid_mei";
    WechatArchive archive{folder, 2};
    archive.contact({mei, "梅梅", "阿梅", 3, 0, "https://wx.example.com/a/0"});
    archive.contact({me, "我", "", 0, 0, ""});
    archive.contact({"wxid_null", "", "", 3, 0, ""});
    archive.contact({"gh_news", "新闻", "", 3, 8, ""});
    archive.contact({"wxid_stranger", "路人", "", 0, 0, ""});
    archive.group("1@chatroom", "一家人", {mei, me, "wxid_stranger"});
    archive.add(mei, {{1709251200, mei, 1, "早"},
                      {1709251230, me, 1, "早上好"},
                      {1709251290, me, 47, ""},
                      {1709254890, mei, 1, "去吃饭吗"},
                      {1709254900, "", 10000, "对方撤回了一条消息"}});
    archive.add(mei,
                {{1709280000, me, 49, std::string{kRedPacket}},
                 {1709280060, mei, (2000LL << 32) | 49, std::string{kTransfer}},
                 {1709310000, mei, 1, "晚安[月亮]"}},
                1);
    archive.add("1@chatroom", {{1709251300, mei, 1, "wxid_mei:\n周六去爬山 100%"},
                               {1709251400, me, 1, "好"},
                               {1709251500, "wxid_stranger", 1, "wxid_stranger:\n我也去"}});
    archive.close();
    return folder;
}

}  // namespace kith::test

// How each kind of message stands in a list (archive contract §1.10).
#include "api/welink/shown.h"

#include "tests/core/imports/made_imports.h"

namespace kith::api::welink {
namespace {

using store::Row;

// One chat with the given rows, a second apart.
class ShownTest : public testing::Test {
  protected:
    void put(std::vector<Row> rows, store::ChatKind kind = store::ChatKind::direct) {
        const auto account = core_.store->account("wechat", "me");
        auto import = core_.store->begin_import(account, "made", "made");
        store::Person mei;
        mei.account = account;
        mei.key = "wxid_mei";
        mei.nick = "梅";
        mei.avatar = "https://wx.example.com/a";
        const auto sender = import->person(mei);
        store::ChatInfo info;
        info.account = account;
        info.key = kind == store::ChatKind::group ? "1@chatroom" : "wxid_mei";
        info.kind = kind;
        if (kind == store::ChatKind::direct) info.peer = sender;
        const auto chat = import->chat(info);
        std::int64_t time = 1'709'251'200;  // 2024-03-01 08:00 at +08:00
        for (auto& row : rows) {
            row.time = time++ * 1000;
            if ((row.flags & (kMine | kRevokeNotice)) == 0) row.sender = sender;
        }
        import->begin_chat(chat);
        import->put({chat, std::move(rows)}, Stop{});
        import->end_chat(chat, {});
        import->finish(store::ImportState::done, "{}", "");
        snapshot_ = core_.store->snapshot();
    }
    static Row row(Kind kind, std::string text = {}, std::int64_t raw_type = 0) {
        Row made;
        made.kind = kind;
        made.text = std::move(text);
        made.raw_type = raw_type;
        return made;
    }
    template <class Call>
    auto each(Call call) {
        std::vector<decltype(call(std::declval<ShownRow>()))> all;
        for (const auto& chunk : snapshot_->chats.at(0).rows->chunks) {
            const auto columns = chunk->columns();
            for (std::uint32_t i = 0; i < columns.size; ++i)
                all.push_back(call(ShownRow{*chunk, columns, i}));
        }
        return all;
    }
    std::vector<std::string> contents(List list) {
        return each([&](const ShownRow& at) { return content_of(at, list); });
    }
    std::vector<std::optional<ChatMessage>> messages(List list) {
        return each([&](const ShownRow& at) { return shown(at, zone_, list); });
    }

    core::TempFolder folder_;
    core::MadeCore core_{folder_.path};
    store::SnapshotPtr snapshot_;
    Zone zone_ = Zone::named("Asia/Shanghai");
};

TEST_F(ShownTest, every_kind_has_its_place_holder) {
    put({row(Kind::text, "  早 \n"),
         row(Kind::image),
         row(Kind::voice),
         row(Kind::video),
         row(Kind::sticker),
         row(Kind::card, "老李"),
         row(Kind::place, "西湖"),
         row(Kind::call),
         row(Kind::system, "对方撤回了一条消息"),
         row(Kind::system),
         row(Kind::red_packet, "恭喜"),
         row(Kind::transfer),
         row(Kind::quote, "好的"),
         row(Kind::quote),
         row(Kind::mini_app, "x"),
         row(Kind::link, "标题"),
         row(Kind::file, "a.pdf"),
         row(Kind::channel),
         row(Kind::other_app, "y"),
         row(Kind::other, "", 66)});
    EXPECT_EQ(contents(List::day),
              (std::vector<std::string>{"早",          "[图片]",       "[语音]",
                                        "[视频]",      "[表情]",       "[名片]",
                                        "[位置]",      "[通话]",       "[系统] 对方撤回了一条消息",
                                        "[系统]",      "[红包/转账]",  "[红包/转账]",
                                        "好的",        "[链接/文件]",  "[链接/文件]",
                                        "[链接/文件]", "[链接/文件]",  "[链接/文件]",
                                        "[链接/文件]", "[消息类型 66]"}));
}

TEST_F(ShownTest, an_empty_app_message_is_named_by_its_list) {
    put({row(Kind::other_app)});
    EXPECT_EQ(contents(List::day), std::vector<std::string>{"[文件/链接]"});
    EXPECT_EQ(contents(List::dated), std::vector<std::string>{"[链接/文件]"});
}

TEST_F(ShownTest, a_text_of_blanks_is_not_shown) {
    put({row(Kind::text, " \t\n"), row(Kind::text, ""), row(Kind::text, "x")});
    const auto all = messages(List::day);
    EXPECT_FALSE(all[0]);
    EXPECT_FALSE(all[1]);
    EXPECT_TRUE(all[2]);
}

TEST_F(ShownTest, long_texts_are_cut_between_characters) {
    std::string mei;
    for (std::size_t i = 0; i < kContentCodePoints + 5; ++i) mei += "梅";
    put({row(Kind::text, mei), row(Kind::text, "😀 % ' \" <b>")});
    const auto all = contents(List::day);
    EXPECT_EQ(all[0].size(), kContentCodePoints * 3);
    EXPECT_EQ(all[1], "😀 % ' \" <b>");
}

TEST_F(ShownTest, a_row_has_local_time_side_type_and_a_date_where_asked) {
    auto mine = row(Kind::text, "早上好", 1);
    mine.flags = kMine;
    put({row(Kind::transfer, "转账", (2000LL << 32) | 49), mine});
    const auto dated = messages(List::dated);
    EXPECT_EQ(dated[0]->time, "08:00");
    EXPECT_EQ(dated[0]->date.value, "2024-03-01");
    EXPECT_EQ(dated[0]->type, 49);  // never the packed number
    EXPECT_FALSE(dated[0]->is_mine);
    EXPECT_TRUE(dated[1]->is_mine);
    EXPECT_EQ(dated[1]->type, 1);
    EXPECT_EQ(messages(List::day)[0]->date.value, "");
    EXPECT_LT(dated[0]->id, dated[1]->id);
}

TEST_F(ShownTest, a_group_names_who_spoke) {
    auto notice = row(Kind::system, "加入了群聊");
    notice.flags = kRevokeNotice;  // nobody said it
    put({row(Kind::text, "周六爬山"), notice}, store::ChatKind::group);
    const auto all = each([&](const ShownRow& at) {
        return shown_in_group(at, *snapshot_, *snapshot_->chats.at(0).rows, zone_, List::dated);
    });
    EXPECT_EQ(all[0]->speaker, "梅");
    EXPECT_EQ(all[0]->avatar_url.value, "https://wx.example.com/a");
    EXPECT_EQ(all[0]->content, "周六爬山");
    EXPECT_EQ(all[1]->speaker, "未知");
    EXPECT_EQ(all[1]->avatar_url.value, "");
}

}  // namespace
}  // namespace kith::api::welink

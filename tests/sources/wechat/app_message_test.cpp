// App messages: what their XML says, and what hostile XML does not do.
#include "sources/wechat/app_message.h"

#include <gtest/gtest.h>

#include <string>

namespace kith::sources::wechat {
namespace {

std::string app(std::string_view inside) {
    return "<msg><appmsg appid=\"\" sdkver=\"0\">" + std::string{inside} + "</appmsg></msg>";
}

TEST(AppMessage, a_quote_says_what_it_quotes) {
    const auto quote = read_app_message(
        57,
        app("<title>好的 &amp; 收到</title><type>57</type><refermsg><type>1</type>"
            "<svrid>1000000000015591</svrid><fromusr>1@chatroom</fromusr><chatusr>wxid_2</chatusr>"
            "<displayname>阿梅</displayname><content>wxid_2:\n周六去爬山吗</content>"
            "<createtime>1709251200</createtime></refermsg>"));
    EXPECT_EQ(quote.kind, Kind::quote);
    EXPECT_EQ(quote.text, "好的 & 收到");
    EXPECT_EQ(quote.details.quote_id, "1000000000015591");
    EXPECT_EQ(quote.details.quote_key, "wxid_2");
    EXPECT_EQ(quote.details.quote_name, "阿梅");
    EXPECT_EQ(quote.details.quote_text, "周六去爬山吗");
    EXPECT_EQ(quote.details.quote_time, 1709251200);
}

TEST(AppMessage, quoted_content_may_be_cdata_escaped_or_of_another_type) {
    const auto quoted = [](std::string_view type, std::string_view content) {
        return read_app_message(
                   0, app("<title>t</title><type>57</type><refermsg><type>" + std::string{type} +
                          "</type><content>" + std::string{content} + "</content></refermsg>"))
            .details.quote_text;
    };
    EXPECT_EQ(quoted("1", "<![CDATA[a < b]]>"), "a < b");
    EXPECT_EQ(quoted("1", "a &lt; b"), "a < b");
    EXPECT_EQ(quoted("3", "&lt;msg&gt;&lt;img/&gt;&lt;/msg&gt;"), "[图片]");
    EXPECT_EQ(quoted("49",
                     "&lt;msg&gt;&lt;appmsg&gt;&lt;title&gt;文章&lt;/title&gt;&lt;/appmsg&gt;"
                     "&lt;/msg&gt;"),
              "文章");
}

TEST(AppMessage, payments_keep_step_and_id) {
    const auto transfer = read_app_message(
        2000, app("<title>微信转账</title><type>2000</type><wcpayinfo><paysubtype>3</paysubtype>"
                  "<feedesc><![CDATA[￥12.00]]></feedesc><pay_memo>饭钱</pay_memo>"
                  "<transferid>77</transferid></wcpayinfo>"));
    EXPECT_EQ(transfer.kind, Kind::transfer);
    EXPECT_EQ(transfer.details.pay_step, 3);
    EXPECT_EQ(transfer.details.pay_amount, "￥12.00");
    EXPECT_EQ(transfer.details.pay_memo, "饭钱");
    EXPECT_EQ(transfer.details.pay_id, "77");
}

TEST(AppMessage, files_links_mini_apps_and_channels) {
    const auto file = read_app_message(
        0, app("<title>报告.pdf</title><type>6</type><appattach><totallen>12345</totallen>"
               "<fileext>pdf</fileext></appattach>"));
    EXPECT_EQ(file.kind, Kind::file);
    EXPECT_EQ(file.details.name, "报告.pdf");
    EXPECT_EQ(file.details.bytes, 12345);
    EXPECT_EQ(file.details.extension, "pdf");
    const auto link = read_app_message(
        5, app("<title>题</title><type>5</type><des>说明</des><url>https://a/?x=1&amp;y=2</url>"));
    EXPECT_EQ(link.text, "题");
    EXPECT_EQ(link.details.url, "https://a/?x=1&y=2");
    EXPECT_EQ(link.details.description, "说明");
    const auto mini = read_app_message(
        33, app("<title>点单</title><type>33</type><sourcedisplayname>咖啡</sourcedisplayname>"));
    EXPECT_EQ(mini.kind, Kind::mini_app);
    EXPECT_EQ(mini.details.name, "咖啡");
    const auto channel = read_app_message(
        51, app("<title>版本过低</title><type>51</type><finderFeed><nickname>号</nickname>"
                "<desc>视频</desc></finderFeed>"));
    EXPECT_EQ(channel.kind, Kind::channel);
    EXPECT_EQ(channel.text, "视频");
}

TEST(AppMessage, markup_without_appmsg_is_kept_raw) {
    EXPECT_EQ(read_app_message(0, "<msg><x/></msg>").details.raw, "<msg><x/></msg>");
    EXPECT_EQ(read_app_message(0, "").kind, Kind::other_app);
}

TEST(AppMessage, deep_and_endless_markup_is_survived) {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<b>";
    EXPECT_EQ(read_app_message(0, deep).kind, Kind::other_app);
    EXPECT_EQ(notice_text(deep), deep);
    const std::string huge =
        app("<title>" + std::string(2 * kXmlBytes, 'x') + "</title><type>5</type>");
    EXPECT_EQ(read_app_message(0, huge).kind, Kind::link);  // by its words
    EXPECT_EQ(read_app_message(0,
                               "<!DOCTYPE a [<!ENTITY b \"c\">]><msg><appmsg><title>&b;</title>"
                               "</appmsg></msg>")
                  .text,
              "&b;");
}

}  // namespace
}  // namespace kith::sources::wechat

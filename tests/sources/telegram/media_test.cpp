// What a message carries besides its words.
#include "sources/telegram/media.h"

#include <gtest/gtest.h>

namespace kith::sources::telegram {
namespace {

Media media(std::string_view text) {
    const auto read = read_media(json::parse(text));
    EXPECT_TRUE(read.has_value()) << text;
    return read.value_or(Media{.kind = Kind::red_packet});
}

constexpr std::string_view kRemark =
    "(File not included. Change data exporting settings to download.)";

TEST(TelegramMedia, words_alone_are_no_media) {
    EXPECT_FALSE(read_media(json::parse(R"({"text":"hi","from":"x"})")).has_value());
    EXPECT_FALSE(read_media(json::parse(R"({"poll":1,"location_information":[]})")).has_value());
}

TEST(TelegramMedia, a_photo) {
    const auto read = media(R"({"photo":"chats/chat_001/photos/a.jpg","photo_file_size":1234})");
    EXPECT_EQ(read.kind, Kind::image);
    EXPECT_EQ(read.details, (Details{.bytes = 1234, .src = "chats/chat_001/photos/a.jpg"}));
}

TEST(TelegramMedia, files_that_were_not_exported_have_no_path) {
    EXPECT_TRUE(is_remark(kRemark));
    EXPECT_FALSE(is_remark("photos/a (1).jpg"));
    EXPECT_EQ(media("{\"photo\":\"" + std::string{kRemark} + "\"}").details, Details{});
    const auto file = media("{\"file\":\"" + std::string{kRemark} +
                            R"(","file_name":"报告.pdf","mime_type":"application/pdf"})");
    EXPECT_EQ(file.kind, Kind::file);
    EXPECT_EQ(file.text, "报告.pdf");
    EXPECT_EQ(file.details, (Details{.name = "报告.pdf", .extension = "pdf"}));
}

TEST(TelegramMedia, kinds_by_media_type) {
    const auto kind = [](const std::string& type) {
        return media(R"({"file":"a/b.bin","media_type":")" + type + "\"}").kind;
    };
    EXPECT_EQ(kind("sticker"), Kind::sticker);
    EXPECT_EQ(kind("animation"), Kind::sticker);
    EXPECT_EQ(kind("voice_message"), Kind::voice);
    EXPECT_EQ(kind("video_message"), Kind::video);
    EXPECT_EQ(kind("video_file"), Kind::video);
    EXPECT_EQ(kind("audio_file"), Kind::file);
    EXPECT_EQ(kind("hologram"), Kind::file);
    EXPECT_EQ(media(R"({"media_type":"voice_message"})").kind, Kind::voice);
}

TEST(TelegramMedia, lengths_sizes_and_faces) {
    const auto voice = media(
        R"({"file":"v/a.ogg","file_size":99,"media_type":"voice_message","duration_seconds":36})");
    EXPECT_EQ(voice.details, (Details{.bytes = 99, .seconds = 36, .src = "v/a.ogg"}));
    const auto sticker = media(R"({"file":"s/a.tgs","media_type":"sticker","sticker_emoji":"😄"})");
    EXPECT_EQ(sticker.text, "😄");
    const auto song =
        media(R"({"file":"m/a.mp3","media_type":"audio_file","performer":"甲","title":"歌"})");
    EXPECT_EQ(song.text, "甲 – 歌");
    EXPECT_EQ(
        song.details,
        (Details{.description = "甲 – 歌", .name = "a.mp3", .extension = "mp3", .src = "m/a.mp3"}));
    EXPECT_EQ(media(R"({"file":"a","file_size":-5,"duration_seconds":-1})").details,
              (Details{.name = "a", .src = "a"}));
}

TEST(TelegramMedia, places_and_cards) {
    const auto place = media(
        R"({"place_name":"南门","address":"人民路 1","location_information":{"latitude":31.25,)"
        R"("longitude":-121.5}})");
    EXPECT_EQ(place.kind, Kind::place);
    EXPECT_EQ(place.text, "南门");
    EXPECT_EQ(
        place.details,
        (Details{
            .description = "人民路 1", .name = "南门", .latitude = 31.25, .longitude = -121.5}));
    const auto card = media(
        R"({"contact_information":{"first_name":"林","last_name":"苇","phone_number":"+86 1"}})");
    EXPECT_EQ(card.kind, Kind::card);
    EXPECT_EQ(card.text, "林 苇");
    EXPECT_EQ(card.details, (Details{.description = "+86 1", .name = "林 苇"}));
}

TEST(TelegramMedia, polls_and_lists_can_be_read) {
    const auto poll =
        media(R"({"poll":{"question":"去哪?","closed":false,"total_voters":3,"answers":[)"
              R"({"text":"山","voters":2,"chosen":true},{"text":"海","voters":1},5]}})");
    EXPECT_EQ(poll.kind, Kind::other);
    EXPECT_EQ(poll.text, "去哪?\n· 山 (2)\n· 海 (1)");
    EXPECT_EQ(media(R"({"poll":{"question":"?","answers":7}})").text, "?");
    EXPECT_EQ(media(R"({"todo_list":{"title":"买","answers":[{"text":"水"}]}})").text, "买\n· 水");
}

TEST(TelegramMedia, games_and_invoices) {
    const auto game =
        media(R"({"game_title":"棋","game_description":"下","game_link":"https://t.me/x?game=a"})");
    EXPECT_EQ(game.kind, Kind::link);
    EXPECT_EQ(game.text, "棋");
    EXPECT_EQ(game.details, (Details{.url = "https://t.me/x?game=a", .description = "下"}));
    EXPECT_EQ(media(R"({"game_title":"棋","game_link":"javascript:x"})").details, Details{});
    const auto invoice = media(
        R"({"invoice_information":{"title":"票","description":"d","amount":500,"currency":"EUR"}})");
    EXPECT_EQ(invoice.kind, Kind::other);
    EXPECT_EQ(invoice.details, (Details{.description = "d", .pay_amount = "500 EUR"}));
}

TEST(TelegramMedia, wrong_types_in_any_field_are_empty) {
    for (const char* value : {"null", "true", "7", "[1]", "{\"a\":1}"}) {
        const std::string v{value};
        EXPECT_EQ(media("{\"photo\":" + v + "}").details, Details{}) << v;
        for (const char* field : {"file", "file_name", "media_type", "title", "performer"}) {
            const auto read =
                media("{\"file\":\"a/b.c\",\"" + std::string{field} + "\":" + v + "}");
            EXPECT_EQ(read.kind, Kind::file) << field << v;
        }
        for (const char* field : {"latitude", "longitude"}) {
            const auto read =
                media("{\"location_information\":{\"" + std::string{field} + "\":" + v + "}}");
            EXPECT_EQ(read.kind, Kind::place) << field << v;
        }
    }
}

}  // namespace
}  // namespace kith::sources::telegram

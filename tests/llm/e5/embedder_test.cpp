// The embedder inside: what it makes of a text, and what it refuses. RealEmbedder runs with the
// fetched model.
#include "llm/e5/embedder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <future>

#include "base/crypto.h"
#include "base/error.h"
#include "json/json.h"
#include "tests/llm/local/fake_server.h"
#include "tests/llm/local/prepared_models.h"
#include "text/utf8.h"

namespace kith::llm::e5 {
namespace {

EmbedderSettings real(Isa isa = best_isa()) {
    const auto& model = local::model_file(local::Role::embedder);
    return {.file = local::prepared_models().path_of(model),
            .name = std::string{model.title},
            .bytes = static_cast<std::size_t>(model.bytes),
            .sha256 = std::string{model.sha256},
            .isa = isa};
}

double cosine(const std::vector<float>& a, const std::vector<float>& b) {
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += double{a[i]} * b[i];
        aa += double{a[i]} * a[i];
        bb += double{b[i]} * b[i];
    }
    return ab / std::sqrt(aa * bb);
}

std::vector<float> one(Embedder& embedder, std::string text, Purpose purpose = Purpose::passage) {
    const std::vector<std::string> texts{std::move(text)};
    return embedder.embed(texts, purpose, {}).at(0);
}

std::string refusal(Embedder& embedder) {
    try {
        one(embedder, "x");
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Errc::unavailable);
        return error.reason();
    }
    return "";
}

TEST(Embedder, a_text_is_made_ready_for_the_encoder) {
    EXPECT_EQ(prepared("爬山"), "爬山");
    EXPECT_EQ(prepared(""), "");
    EXPECT_EQ(prepared(std::string_view{"a\0b", 3}), "a b");
    EXPECT_EQ(prepared("\xFF\xFE"), "\uFFFD\uFFFD");
    EXPECT_EQ(prepared("\uFDFA!"), "صلى الله عليه وسلم!");
}

TEST(Embedder, a_long_text_ends_with_a_whole_character) {
    std::string hostile;
    for (int i = 0; i < 20'000; ++i) hostile += "\uFDFA";
    for (const auto& text :
         {std::string(64 * 1024, 'x'), "x" + std::string(3 * 5000, '\xE4'), hostile}) {
        const auto made = prepared(text);
        EXPECT_LE(made.size(), kLongestText);
        EXPECT_TRUE(text::valid_utf8(made));
    }
}

TEST(Embedder, a_missing_file_is_absent) {
    const local::TempFolder folder;
    auto settings = real();
    settings.file = folder.path / "none.bin";
    Embedder embedder{settings};
    EXPECT_EQ(embedder.state().phase, local::Phase::absent);
    EXPECT_EQ(refusal(embedder), "absent");
    EXPECT_EQ(embedder.dimensions(), 384U);
}

TEST(Embedder, a_file_with_other_bytes_is_refused_before_it_is_read) {
    const local::TempFolder folder;
    auto settings = real();
    settings.file = folder.path / "e5.bin";
    std::ofstream{settings.file} << "E5S1 and nothing that it promises";
    Embedder cut{settings};
    EXPECT_EQ(cut.state().phase, local::Phase::failed);
    EXPECT_EQ(refusal(cut), "failed");
    settings.bytes = std::filesystem::file_size(settings.file);
    Embedder other{settings};
    EXPECT_EQ(refusal(other), "failed");
    EXPECT_EQ(other.state().phase, local::Phase::failed);
    EXPECT_NE(other.state().reason, "");
}

TEST(RealEmbedder, equals_the_makers_own_program_on_every_path) {
    std::ifstream file{KITH_SOURCE_DIR "/tests/llm/e5/golden.jsonl"};
    std::vector<json::value> rows;
    for (std::string line; std::getline(file, line);) rows.push_back(json::parse(line));
    ASSERT_EQ(rows.size(), 20U);
    for (const auto isa : {Isa::portable, best_isa()}) {
        Embedder embedder{real(isa)};
        for (const auto& row : rows) {
            const auto text = std::string{json::text_or_empty(json::find(row, "text"))};
            constexpr std::size_t kShort = 200;  // bytes; the portable path takes seconds for more
            if (isa == Isa::portable && isa != best_isa() && text.size() > kShort) continue;
            const auto purpose = json::text_or_empty(json::find(row, "purpose")) == "question"
                                     ? Purpose::question
                                     : Purpose::passage;
            std::string bytes;
            ASSERT_TRUE(unhex(json::text_or_empty(json::find(row, "vector")), bytes));
            std::vector<float> golden;
            for (const char byte : bytes) golden.push_back(static_cast<signed char>(byte));
            const auto vector = one(embedder, text, purpose);
            ASSERT_EQ(vector.size(), golden.size());
            EXPECT_GT(cosine(vector, golden), 0.999)
                << text.substr(0, 60) << ' ' << kernel(isa)->name;
            EXPECT_NEAR(cosine(vector, vector), 1, 1e-9);
        }
    }
}

TEST(RealEmbedder, many_at_once_are_the_same_as_one_by_one_and_in_their_order) {
    Embedder embedder{real()};
    std::vector<std::string> texts;
    for (int i = 0; i < 70; ++i)
        texts.push_back(std::string(static_cast<std::size_t>(i * 37 % 50), 'a') +
                        std::to_string(i));
    texts.emplace_back("");
    const auto all = embedder.embed(texts, Purpose::passage, {});
    ASSERT_EQ(all.size(), texts.size());
    for (const std::size_t i : {0U, 7U, 33U, 69U, 70U})
        EXPECT_GT(cosine(all[i], one(embedder, texts[i])), 0.9999) << i;
    EXPECT_GT(embedder.state().token_per_s, 0);
    EXPECT_EQ(embedder.state().phase, local::Phase::running);
    EXPECT_TRUE(embedder.embed({}, Purpose::question, {}).empty());
}

TEST(RealEmbedder, likes_what_means_the_same) {
    Embedder embedder{real()};
    const auto question = one(embedder, "我们什么时候去爬山？", Purpose::question);
    EXPECT_GT(cosine(question, one(embedder, "周六早上八点香山门口见，一起爬上去")),
              cosine(question, one(embedder, "这个季度的报表请今天发给财务")));
}

TEST(RealEmbedder, hostile_texts_are_only_texts) {
    Embedder embedder{real()};
    std::string ligatures;
    for (int i = 0; i < 3'000; ++i) ligatures += "\uFDFA";
    for (const auto& text : {ligatures, std::string(64 * 1024, '\0'), std::string(4'096, '\xFF'),
                             std::string{"\xF0\x9F\x98"}})
        EXPECT_NEAR(cosine(one(embedder, text), one(embedder, text)), 1, 1e-6);
}

TEST(RealEmbedder, a_stop_ends_it_between_two_passes) {
    Embedder embedder{real()};
    const std::vector<std::string> texts(10'000, "一条不长不短的消息，讲的是天气");
    StopSource source;
    auto outcome = std::async(
        std::launch::async, [&] { return embedder.embed(texts, Purpose::passage, source.stop()); });
    ASSERT_TRUE(local::becomes([&] { return embedder.state().phase == local::Phase::running; }));
    source.request(StopReason::user);
    EXPECT_THROW(outcome.get(), Error);
}

TEST(RealEmbedder, is_safe_from_many_threads) {
    Embedder embedder{real()};
    std::vector<std::future<std::vector<float>>> asked;
    for (int i = 0; i < 6; ++i)
        asked.push_back(std::async(std::launch::async, [&] { return one(embedder, "同一句话"); }));
    const auto first = asked.front().get();
    for (std::size_t i = 1; i < asked.size(); ++i) EXPECT_EQ(asked[i].get(), first);
}

}  // namespace
}  // namespace kith::llm::e5

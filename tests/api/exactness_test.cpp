// Search is exact: 20,000 random queries over an archive of 200,000 messages, a quarter of them
// stored compressed, against a suffix array over the same texts folded by utf8proc.
#include <gtest/gtest.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <map>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "api/welink/literal.h"
#include "search/substring.h"
#include "tests/support/test_app.h"
#include "tests/support/wechat_archive.h"
#include "tests/text/utf8proc_fold.h"
#include "text/utf8.h"

namespace kith {
namespace {

constexpr int kChats = 60, kMessages = 200'000, kQueries = 20'000, kRequests = 200;
constexpr std::int64_t kBegin = 1'500'000'000;

std::string compressed(const std::string& text) {
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
    return out;
}

bool continues(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

struct Said {
    int chat{};
    std::string text;
};

std::string key_of(int chat) {
    return "wxid_" + std::to_string(100 + chat);
}

// Lines of the demo's dialogues, cut and joined with what makes folding difficult.
class Speaker {
  public:
    Speaker() {
        std::ifstream file{std::string{KITH_SOURCE_DIR} + "/data/demo/dialogues.tsv"};
        for (std::string line; std::getline(file, line);)
            if (!line.empty() && line[0] != '#')
                lines_.push_back(line.substr(line.rfind('\t') + 1));
    }

    std::string say(std::mt19937& dice) const {
        static const std::vector<std::string> kDifficult = {"OK",
                                                            "ＯＫ",
                                                            "ﬁn",
                                                            "Straße",
                                                            "İ",
                                                            "😀",
                                                            "👨‍👩‍👧",
                                                            "½",
                                                            "①",
                                                            "é",
                                                            "e\u0301",
                                                            "ｶﾞ",
                                                            "100%",
                                                            "_",
                                                            "''",
                                                            "\"",
                                                            "\\",
                                                            "https://example.org/a?b=1",
                                                            "２０２６",
                                                            "\u200B",
                                                            "한국어",
                                                            "ﷺ",
                                                            "\u3000",
                                                            "\n",
                                                            "A",
                                                            "a",
                                                            "z"};
        auto text = part(lines_[dice() % lines_.size()], dice);
        for (auto more = dice() % 3; more > 0; --more)
            text += dice() % 2 == 0 ? kDifficult[dice() % kDifficult.size()]
                                    : part(lines_[dice() % lines_.size()], dice);
        return text;
    }

    // Some code points in a row.
    static std::string part(const std::string& text, std::mt19937& dice, std::size_t most = 12) {
        std::vector<std::size_t> starts;
        for (std::size_t i = 0; i < text.size(); ++i)
            if (!continues(text[i])) starts.push_back(i);
        if (starts.empty()) return text;
        const auto first = dice() % starts.size();
        const auto last = std::min(starts.size(), first + 1 + dice() % most);
        const auto end = last < starts.size() ? starts[last] : text.size();
        return text.substr(starts[first], end - starts[first]);
    }

  private:
    std::vector<std::string> lines_;
};

// All places in all folded texts, sorted by what follows.
class SuffixArray {
  public:
    explicit SuffixArray(const std::vector<Said>& said) {
        for (std::size_t i = 0; i < said.size(); ++i) {
            for (const char byte : text::folded_by_utf8proc(said[i].text)) {
                if (!continues(byte)) places_.push_back(static_cast<std::uint32_t>(all_.size()));
                all_ += byte;
                message_.push_back(static_cast<std::uint32_t>(i));
            }
            all_ += '\0';
            message_.push_back(static_cast<std::uint32_t>(i));
        }
        all_.append(kSorted, '\0');
        std::ranges::sort(places_, [this](std::uint32_t a, std::uint32_t b) {
            return std::memcmp(all_.data() + a, all_.data() + b, kSorted) < 0;
        });
    }

    static constexpr std::size_t kSorted = 64;

    // Messages that contain it, ascending, each once. At most kSorted bytes.
    std::vector<std::uint32_t> containing(const std::string& folded) const {
        const auto compare = [&](std::uint32_t place) {
            return std::memcmp(all_.data() + place, folded.data(), folded.size());
        };
        const auto first = std::ranges::partition_point(
            places_, [&](std::uint32_t place) { return compare(place) < 0; });
        const auto last = std::partition_point(
            first, places_.end(), [&](std::uint32_t place) { return compare(place) == 0; });
        std::vector<std::uint32_t> found;
        for (auto at = first; at != last; ++at) found.push_back(message_[*at]);
        std::ranges::sort(found);
        found.erase(std::unique(found.begin(), found.end()), found.end());
        return found;
    }

  private:
    std::string all_;
    std::vector<std::uint32_t> places_, message_;
};

using Counts = std::map<std::string, std::uint64_t>;

class Exactness : public testing::Test {
  protected:
    Exactness() {
        std::mt19937 dice{20'000};
        const Speaker speaker;
        test::WechatArchive archive{folder_ / "archive", 4};
        for (int chat = 0; chat < kChats; ++chat) archive.contact({key_of(chat), "朋友", ""});
        for (int chat = 0; chat < kChats; ++chat) {
            std::vector<test::MadeMessage> messages;
            const auto last = static_cast<std::size_t>(kMessages) * (chat + 1) / kChats;
            while (said_.size() < last) {
                said_.push_back({chat, speaker.say(dice)});
                const auto& text = said_.back().text;
                const bool packed = dice() % 4 == 0;
                messages.push_back({kBegin + static_cast<std::int64_t>(said_.size()), key_of(chat),
                                    1, packed ? compressed(text) : text, packed ? 4 : 0,
                                    static_cast<std::int64_t>(said_.size())});
            }
            archive.add(key_of(chat), messages, chat % 4);
        }
        archive.close();
        app_.import(archive.folder());
        app_.settle();
    }

    std::string query(std::mt19937& dice) const {
        const auto& text = said_[dice() % said_.size()].text;
        auto part = Speaker::part(text, dice, 1 + dice() % 20);
        if (dice() % 8 == 0) part += Speaker::part(said_[dice() % said_.size()].text, dice, 2);
        return part;
    }

    test::TempFolder folder_;
    test::TestApp app_;
    std::vector<Said> said_;
};

TEST_F(Exactness, twenty_thousand_random_queries_are_answered_as_by_a_suffix_array) {
    const auto snapshot = app_.store().snapshot();
    ASSERT_EQ(snapshot->messages, static_cast<std::uint64_t>(kMessages));
    const SuffixArray truth{said_};
    const search::ScanPool pool{2};
    std::mt19937 dice{7};
    int asked = 0, found_some = 0, requested = 0;
    while (asked < kQueries) {
        const auto query = this->query(dice);
        const auto folded = text::folded_by_utf8proc(query);
        if (folded.empty() || folded.size() > SuffixArray::kSorted) continue;
        ++asked;
        Counts expected, got, answered;
        for (const auto message : truth.containing(folded)) ++expected[key_of(said_[message].chat)];
        const search::Substring what{.needle = search::Needle::of(query)};
        for (const auto& hits : search::search_all(*snapshot, what, pool, Stop{}))
            got[snapshot->chats[hits.chat].info->key] = hits.count;
        ASSERT_EQ(got, expected) << query;
        found_some += expected.empty() ? 0 : 1;
        // The same through the endpoint. Blank texts are not shown there, marks are meant
        // literally.
        if (requested == kRequests || asked % 50 != 0 || api::welink::literal_test(query)) continue;
        ++requested;
        const auto reply = app_.get("/api/search?q=" + test::encoded(query)).json();
        for (const auto& chat : reply.as_array())
            answered[std::string{chat.at("username").as_string()}] =
                chat.at("total").to_number<std::uint64_t>();
        ASSERT_EQ(answered, expected) << query;
    }
    EXPECT_GT(found_some, kQueries / 2);
    EXPECT_EQ(requested, kRequests);
}

}  // namespace
}  // namespace kith

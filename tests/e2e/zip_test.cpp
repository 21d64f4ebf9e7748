// Zip files with names that lead elsewhere, and bombs: nothing is written outside our own folder,
// healthy parts are served, and nothing unpacked is left.
#include "tests/e2e/originals.h"
#include "tests/sources/zip/make_zip.h"

namespace kith::test {
namespace {

using core::JobInfo;
using core::JobState;
using sources::test::MadeZip;

class ZipTest : public testing::Test {
  protected:
    ZipTest() {
        archive_ = make_archive(precious_.folder() / "archive", {.name = "zipped"});
        contacts_ = read_file(archive_ / "contact" / "contact.db");
        first_ = read_file(shard(archive_, 0));
        second_ = read_file(shard(archive_, 1));
    }
    // Everything beside the data folder, and that nothing lies in its folder for unpacking.
    std::map<std::string, std::string> outside() {
        EXPECT_TRUE(fs::is_empty(precious_.data() / "temp"));
        auto all = prints_of(precious_.folder().path());
        std::erase_if(
            all, [&](const auto& one) { return one.first.starts_with(precious_.data().string()); });
        return all;
    }
    JobInfo upload_and_import(const std::string& bytes) {
        auto& program = precious_.program();
        const auto begun =
            program.post("/api/kith/uploads",
                         R"({"name":"a.zip","bytes":)" + std::to_string(bytes.size()) + "}");
        const auto id = json::from<std::string>(*json::find(json::parse(begun.body), "id"));
        EXPECT_EQ(program.put("/api/kith/uploads/" + id + "?offset=0", bytes).status, 200);
        const auto reply =
            program.post("/api/kith/imports", R"({"sources":[{"upload":")" + id + "\"}]}");
        EXPECT_EQ(reply.status, 202) << reply.body;
        return program.finish_job(json::read<JobInfo>(reply.body).id);
    }

    Precious precious_;
    fs::path archive_;
    std::string contacts_, first_, second_;
};

TEST_F(ZipTest, names_that_lead_elsewhere_are_named_and_the_rest_is_served) {
    const auto file = precious_.folder() / "evil.zip";
    write_file(file, MadeZip{}
                         .file("../../evil.db", second_)
                         .file("/tmp/kith_evil.db", second_)
                         .file("message/../../../message_7.db", second_)
                         .file("C:\\evil\\message_8.db", second_)
                         .file("..\\..\\message_9.db", second_)
                         .link("message/message_1.db", "/etc/passwd")
                         .link("message", "/tmp")
                         .file("contact/contact.db", contacts_)
                         .file("message/message_0.db", first_)
                         .bytes());
    const auto before = outside();
    const auto over = precious_.program().import_whole(file);
    ASSERT_EQ(over.state, JobState::done) << over.error;
    const auto report = precious_.program().import_of(over).report;
    EXPECT_EQ(report.new_, 100) << json::write(report);
    EXPECT_TRUE(names(report.warnings, "../../evil.db")) << json::write(report);
    EXPECT_TRUE(names(report.warnings, "message_9.db")) << json::write(report);
    EXPECT_EQ(outside(), before);
    EXPECT_FALSE(fs::exists("/tmp/kith_evil.db"));
    precious_.expect_unharmed();
}

TEST_F(ZipTest, an_uploaded_zip_is_read_like_the_folder) {
    const auto bytes = MadeZip{}
                           .file("chat/contact/contact.db", contacts_)
                           .file("chat/message/message_0.db", first_)
                           .file("chat/message/message_1.db", second_)
                           .bytes();
    const auto before = outside();
    const auto over = upload_and_import(bytes);
    ASSERT_EQ(over.state, JobState::done) << over.error;
    EXPECT_EQ(found(precious_.program(), "zipped"), 200);
    EXPECT_EQ(outside(), before);
    precious_.expect_unharmed();
}

// 270 MB of blanks behind the head of a chat, packed into a few hundred kilobytes.
TEST_F(ZipTest, a_bomb_is_refused_with_a_sentence_and_leaves_nothing) {
    const auto bytes =
        MadeZip{}
            .file("chat.jsonl", chatlab_lines("wxid_bomb", 0, 10) + std::string(270'000'000, ' '))
            .bytes();
    const auto file = precious_.folder() / "bomb.zip";
    write_file(file, bytes);
    const auto before = outside();
    const auto over = precious_.program().import_whole(file);
    EXPECT_EQ(over.state, JobState::failed);
    EXPECT_FALSE(over.error.empty());
    EXPECT_EQ(over.error.find("internal"), std::string::npos) << over.error;
    EXPECT_EQ(outside(), before);
    EXPECT_EQ(found(precious_.program(), "wxid_bomb"), 0);
    precious_.expect_unharmed();
}

TEST_F(ZipTest, cut_damaged_and_foreign_zips_are_refused_or_counted) {
    const auto bytes = MadeZip{}
                           .file("contact/contact.db", contacts_)
                           .file("message/message_0.db", first_)
                           .file("message/message_1.db", second_)
                           .bytes();
    auto& program = precious_.program();
    const auto file = precious_.folder() / "broken.zip";
    auto twisted = bytes;
    for (auto i = twisted.size() / 3; i < twisted.size() / 2; i += 7) twisted[i] = '\x55';
    for (const auto& broken :
         {bytes.substr(0, bytes.size() / 2), bytes.substr(0, bytes.size() - 40), twisted,
          std::string{"PK\x03\x04 nothing else"}, MadeZip{}.file("a.txt", "text").bytes(),
          MadeZip{}.bytes()}) {
        write_file(file, broken);
        const auto before = outside();
        const auto reply = program.post("/api/kith/imports", Program::import_body(file));
        if (reply.status == 202) {
            const auto over = program.finish_job(json::read<JobInfo>(reply.body).id);
            EXPECT_TRUE(over.state == JobState::done || !over.error.empty());
            EXPECT_EQ(over.error.find("internal"), std::string::npos) << over.error;
        } else {
            EXPECT_EQ(reply.status, 400) << reply.body;
        }
        EXPECT_EQ(outside(), before);
    }
    precious_.expect_unharmed();
}

}  // namespace
}  // namespace kith::test

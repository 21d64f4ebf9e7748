// Folders and files without rights: a sentence that names them, also where root runs the tests.
#include "tests/e2e/originals.h"

namespace kith::test {
namespace {

using core::JobState;

// What a path may do; given back at the end, so that the folder can be removed.
class Mode {
  public:
    Mode(fs::path path, fs::perms mode) : path_{std::move(path)}, before_{mode_of(path_)} {
        fs::permissions(path_, mode);
    }
    ~Mode() { fs::permissions(path_, before_); }
    Mode(const Mode&) = delete;
    Mode& operator=(const Mode&) = delete;

  private:
    static fs::perms mode_of(const fs::path& path) { return fs::status(path).permissions(); }
    fs::path path_;
    fs::perms before_;
};

constexpr auto kNothing = fs::perms::none;
constexpr auto kReadOnly = fs::perms::owner_read | fs::perms::owner_exec;

class RightsTest : public testing::Test {
  protected:
    RightsTest() {
        archive_ = make_archive(precious_.folder() / "archive", {.name = "closed"});
        precious_.start({.rights = Rights::of_the_modes});
    }
    core::ImportReport report() {
        const auto over = precious_.program().import_whole(archive_);
        EXPECT_EQ(over.state, JobState::done) << over.error;
        return precious_.program().import_of(over).report;
    }

    Precious precious_;
    fs::path archive_;
};

TEST_F(RightsTest, a_closed_folder_is_refused_with_a_sentence) {
    auto& program = precious_.program();
    {
        const Mode closed{archive_, kNothing};
        for (const auto& path : {archive_, shard(archive_, 0)}) {
            const auto reply = program.post("/api/kith/imports", Program::import_body(path));
            EXPECT_GE(reply.status, 400);
            EXPECT_LT(reply.status, 500) << reply.body;
            EXPECT_NE(reply.body.find("\"error\":\""), std::string::npos) << reply.body;
        }
        const auto setup = program.post("/api/app/setup",
                                        R"({"data_dir":)" + json::write(archive_.string()) + "}");
        EXPECT_EQ(setup.status, 400) << setup.body;
        auto launch = importing(archive_, precious_.folder() / "elsewhere");
        launch.rights = Rights::of_the_modes;
        Program command{launch};
        EXPECT_EQ(command.run(), 1);
        EXPECT_FALSE(command.errors().empty());
        EXPECT_EQ(command.errors().find("internal"), std::string::npos) << command.errors();
    }
    EXPECT_EQ(report().new_, 200);
    precious_.expect_unharmed();
}

TEST_F(RightsTest, a_closed_file_is_a_warning_and_the_others_are_served) {
    {
        const Mode closed{shard(archive_, 1), kNothing};
        const auto told = report();
        EXPECT_EQ(told.new_, 100);
        EXPECT_TRUE(names(told.warnings, "message/message_1.db")) << json::write(told);
    }
    EXPECT_EQ(report().new_, 100);  // opened again
    EXPECT_EQ(found(precious_.program(), "closed"), 200);
    precious_.expect_unharmed();
}

TEST_F(RightsTest, closed_contacts_are_a_warning_and_the_messages_are_served) {
    const Mode closed{archive_ / "contact" / "contact.db", kNothing};
    const auto told = report();
    EXPECT_EQ(told.new_, 200);
    EXPECT_TRUE(names(told.warnings, "contact")) << json::write(told);
    precious_.expect_unharmed();
}

TEST_F(RightsTest, an_original_that_may_only_be_read_is_read) {
    const Mode folder{archive_ / "message", kReadOnly}, file{shard(archive_, 0), kReadOnly};
    EXPECT_EQ(report().new_, 200);
    precious_.expect_unharmed();
}

TEST_F(RightsTest, an_attached_folder_that_is_closed_later_is_named_and_read_when_it_opens) {
    auto& program = precious_.program();
    const auto setup =
        program.post("/api/app/setup", R"({"data_dir":)" + json::write(archive_.string()) + "}");
    EXPECT_EQ(setup.status, 200) << setup.body;
    program.settle();
    {
        const Mode closed{archive_, kNothing};
        precious_.start({.rights = Rights::of_the_modes});
        EXPECT_EQ(found(precious_.program(), "closed"), 200);
    }
    precious_.expect_unharmed();
}

TEST_F(RightsTest, a_data_folder_that_cannot_be_made_is_told) {
    const auto parent = precious_.folder() / "parent";
    fs::create_directories(parent);
    write_file(parent / "file", "in the way");
    const Mode closed{parent, kReadOnly};
    for (const auto& data : {parent / "new", parent / "file"}) {
        auto launch = serving(data);
        launch.rights = Rights::of_the_modes;
        Program program{launch};
        EXPECT_EQ(program.run(), 1);
        EXPECT_NE(program.errors().find(data.string()), std::string::npos) << program.errors();
        EXPECT_EQ(program.errors().find("internal"), std::string::npos) << program.errors();
    }
}

}  // namespace
}  // namespace kith::test

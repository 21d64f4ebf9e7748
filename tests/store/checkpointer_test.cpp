// The log is moved into the database file beside the writer.
#include "store/checkpointer.h"

#include <gtest/gtest.h>

#include "store/schema.h"
#include "tests/store/made_store.h"

namespace kith::store {
namespace {

namespace fs = std::filesystem;

TEST(Checkpointer, a_log_that_grew_too_large_is_emptied_between_transactions) {
    TempFolder folder;
    const auto settings = settings_in(folder);
    auto on = db::Connection::open(settings.file, {});
    on.execute("pragma wal_autocheckpoint=0; create table t(a blob)");
    const auto log = fs::path{settings.file} += "-wal";
    Checkpointer checkpointer{settings};
    checkpointer.start();
    auto add = on.prepare("insert into t values(zeroblob(1000000))");
    std::uintmax_t largest = 0, last = 0;
    bool emptied = false;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (!emptied && std::chrono::steady_clock::now() < deadline) {
        checkpointer.before_transaction();
        on.execute("delete from t");
        add.run();
        checkpointer.after_transaction();
        const auto size = fs::file_size(log);
        largest = std::max(largest, size);
        emptied = size < last;
        last = size;
    }
    EXPECT_TRUE(emptied);
    EXPECT_GT(largest, static_cast<std::uintmax_t>(kLogBytes));
    checkpointer.stop();
    EXPECT_EQ(fs::file_size(log), 0u);
}

}  // namespace
}  // namespace kith::store

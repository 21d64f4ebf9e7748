// The log is moved into the database file beside the writer.
#include "store/checkpointer.h"

#include <gtest/gtest.h>

#include "store/schema.h"
#include "tests/store/made_store.h"

namespace kith::store {
namespace {

namespace fs = std::filesystem;

TEST(Checkpointer, a_long_log_is_begun_anew_between_transactions) {
    TempFolder folder;
    const auto settings = settings_in(folder);
    auto on = db::Connection::open(settings.file, {});
    on.execute("pragma wal_autocheckpoint=0; create table t(a blob)");
    const auto log = fs::path{settings.file} += "-wal";
    Checkpointer checkpointer{settings};
    checkpointer.start();
    auto add = on.prepare("insert into t values(zeroblob(1000000))");
    // Four times as much goes through the log as it may hold: it is begun anew in between.
    constexpr std::uintmax_t kLimit = std::uintmax_t{kLogPages} * 8192;
    std::uintmax_t written = 0;
    while (written < 4 * kLimit) {
        checkpointer.before_transaction();
        on.execute("delete from t");
        add.run();
        checkpointer.after_transaction();
        written += 1'000'000;
    }
    EXPECT_LT(fs::file_size(log), 3 * kLimit);
    checkpointer.stop();
    EXPECT_EQ(fs::file_size(log), 0u);
}

}  // namespace
}  // namespace kith::store

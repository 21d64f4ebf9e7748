// kith forget-pin.
#include <gtest/gtest.h>

#include "app/cli/serving.h"
#include "tests/app/cli/command.h"

namespace kith::app::cli {
namespace {

using test::kDone;
using test::kFailed;

class ForgetPin : public testing::Test {
  protected:
    Settings settings() const {
        Settings made;
        made.data = folder_ / "data";
        made.listen = {{"127.0.0.1", 0}};
        return made;
    }
    void set_pin() { App{settings()}.screen_lock().setup(Secret{"1234"}); }
    bool is_set() { return App{settings()}.screen_lock().settings().enabled; }

    test::TempFolder folder_;
    test::Kith kith_{folder_ / "data", {}, {}};
};

TEST_F(ForgetPin, takes_the_pin_away) {
    set_pin();
    const auto ran = kith_({"forget-pin"});
    EXPECT_EQ(ran.code, kDone) << ran.err;
    EXPECT_EQ(ran.out, "The PIN is gone: the page opens without one.\n");
    EXPECT_FALSE(is_set());
    EXPECT_EQ(kith_({"forget-pin", "--language", "zh-CN"}).out, "没有设置 PIN。\n");
}

TEST_F(ForgetPin, is_refused_while_a_server_runs) {
    set_pin();
    {
        App app{settings()};
        app.listen();
        const ServingNote note{folder_ / "data", app.addresses()};
        const auto ran = kith_({"forget-pin"});
        EXPECT_EQ(ran.code, kFailed);
        EXPECT_NE(ran.err.find(url_of(app.addresses().front())), std::string::npos) << ran.err;
        app.stop();
    }
    EXPECT_TRUE(is_set());
}

TEST_F(ForgetPin, makes_no_data_folder) {
    EXPECT_EQ(kith_({"forget-pin"}).code, kFailed);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "data"));
}

}  // namespace
}  // namespace kith::app::cli

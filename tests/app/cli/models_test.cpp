// kith models: the list, checking, another file in place of the built-in model.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/app/cli/command.h"

namespace kith::app::cli {
namespace {

using test::kDone;
using test::kFailed;
using test::kWrongArguments;

struct Machine {
    test::TempFolder folder;
    test::Kith kith{folder / "data", {{"KITH_MODELS", (folder / "models").string()}}, {}};

    Machine() { std::filesystem::create_directories(folder / "models"); }
    std::filesystem::path file(const std::string& name, std::string_view bytes) const {
        const auto path = folder / name;
        std::ofstream{path, std::ios::binary} << bytes;
        return path;
    }
};

TEST(ModelsCommand, lists_what_there_is_and_where) {
    const Machine machine;
    const auto ran = machine.kith({"models"});
    EXPECT_EQ(ran.code, kDone) << ran.err;
    for (const auto* part : {"Qwen2.5-Coder-1.5B", "chat-small", "embedder", "runtime", "missing"})
        EXPECT_NE(ran.out.find(part), std::string::npos) << part << '\n' << ran.out;
    EXPECT_NE(ran.out.find((machine.folder / "models").string()), std::string::npos);
    EXPECT_NE(machine.kith({"models", "--language", "zh-CN"}).out.find("缺少"), std::string::npos);
}

TEST(ModelsCommand, the_list_as_json_tells_sizes_and_hashes) {
    const Machine machine;
    const auto listing = machine.kith({"models", "list", "--json"}).json();
    const auto& models = json::find(listing, "models")->as_array();
    ASSERT_EQ(models.size(), 4U);
    EXPECT_EQ(json::find(models[0], "bytes")->as_int64(), 1'117'320'768);
    EXPECT_EQ(json::text_or_empty(json::find(models[2], "sha256")),
              "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f");
    EXPECT_FALSE(json::find(models[3], "there")->as_bool());
}

TEST(ModelsCommand, another_file_answers_until_it_is_taken_back) {
    const Machine machine;
    const auto own = machine.file("我的 model.gguf", "GGUF…");
    EXPECT_EQ(machine.kith({"models", "use", own.string()}).code, kDone);
    EXPECT_NE(machine.kith({"models"}).out.find("我的 model.gguf"), std::string::npos);
    EXPECT_EQ(machine.kith({"models", "use", "default"}).code, kDone);
    EXPECT_EQ(machine.kith({"models"}).out.find("我的 model.gguf"), std::string::npos);
}

TEST(ModelsCommand, what_is_no_model_cannot_answer) {
    const Machine machine;
    const auto ran = machine.kith({"models", "use", machine.file("a.txt", "hello").string()});
    EXPECT_EQ(ran.code, kFailed);
    EXPECT_NE(ran.err.find("no GGUF file"), std::string::npos) << ran.err;
    EXPECT_EQ(machine.kith({"models", "use"}).code, kFailed);
}

TEST(ModelsCommand, an_unknown_model_is_told_with_those_there_are) {
    const Machine machine;
    const auto ran = machine.kith({"models", "fetch", "gpt"});
    EXPECT_EQ(ran.code, kFailed);
    EXPECT_NE(ran.err.find("chat-small"), std::string::npos) << ran.err;
    EXPECT_EQ(machine.kith({"models", "dance"}).code, kWrongArguments);
}

TEST(ModelsCommand, a_file_that_is_none_of_the_known_is_not_taken) {
    const Machine machine;
    const auto ran =
        machine.kith({"models", "fetch", "--from", machine.file("x.gguf", "GGUF").string()});
    EXPECT_EQ(ran.code, kFailed);
    EXPECT_NE(ran.err.find("kith models use"), std::string::npos) << ran.err;
}

TEST(ModelsCommand, a_damaged_file_is_found) {
    const Machine machine;
    EXPECT_EQ(machine.kith({"models", "verify"}).code, kDone);
    machine.file("models/e5-small-q4.bin", "not the embedder");
    const auto ran = machine.kith({"models", "verify"});
    EXPECT_EQ(ran.code, kFailed);
    EXPECT_NE(ran.out.find("damaged"), std::string::npos) << ran.out;
}

}  // namespace
}  // namespace kith::app::cli

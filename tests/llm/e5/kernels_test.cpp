// Which build of the encoder runs.
#include "llm/e5/kernels.h"

#include <gtest/gtest.h>

namespace kith::llm::e5 {
namespace {

TEST(E5Kernels, the_one_for_this_processor_exists_and_so_does_the_one_for_all) {
    ASSERT_NE(kernel(Isa::portable), nullptr) << "built without it: ./dev setup";
    ASSERT_NE(kernel(best_isa()), nullptr);
    EXPECT_EQ(kernel(Isa::portable)->name, "portable");
    EXPECT_EQ(kernel(best_isa())->name, best_isa() == Isa::avx2 ? "avx2" : "portable");
}

TEST(E5Kernels, what_is_no_model_is_refused) {
    for (const auto isa : {Isa::portable, best_isa()})
        EXPECT_EQ(kernel(isa)->load("no model at all", 15), nullptr);
}

}  // namespace
}  // namespace kith::llm::e5

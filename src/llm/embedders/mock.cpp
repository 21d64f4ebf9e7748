// See mock.h.
#include "llm/embedders/mock.h"

#include <cmath>

#include "text/utf8.h"

namespace kith::llm {
namespace {

std::vector<float> vector_of(std::string_view text, std::size_t dimensions) {
    std::vector<double> sums(dimensions);
    for (std::size_t at = 0; at < text.size();) {
        const auto point = text::first_code_point(text.substr(at));
        const std::uint64_t rune = point.value;
        sums[(7 * rune + 13 * at) % dimensions] += (static_cast<double>(rune % 31) + 1) / 31;
        at += point.bytes;
    }
    double squares = 0;
    for (const auto sum : sums) squares += sum * sum;
    std::vector<float> out;
    for (const auto sum : sums) out.push_back(static_cast<float>(sum / std::sqrt(squares)));
    return out;
}

}  // namespace

std::vector<std::vector<float>> MockEmbedder::embed(std::span<const std::string> texts, Purpose,
                                                    const Stop& stop) {
    std::vector<std::vector<float>> out;
    for (const auto& text : texts) {
        stop.check();
        out.push_back(text.empty() ? std::vector<float>{} : vector_of(text, kDimensions));
    }
    return out;
}

}  // namespace kith::llm

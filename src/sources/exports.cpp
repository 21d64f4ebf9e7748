// See exports.h.
#include "sources/exports.h"

#include "sources/chatlab/chatlab.h"
#include "sources/chatlab/stream.h"
#include "sources/telegram/layout.h"
#include "sources/telegram/telegram.h"

namespace kith::sources {
namespace {

template <class Input>
std::string_view format_of(const Input& in) {
    if (chatlab::form_of(in) != chatlab::Form::none) return chatlab::kFormat;
    if (telegram::form_of(in) != telegram::Form::none) return telegram::kFormat;
    return {};
}

}  // namespace

std::string_view export_format(std::string_view head) {
    return format_of(head);
}

std::string_view export_format(const std::filesystem::path& file) {
    return format_of(file);
}

}  // namespace kith::sources

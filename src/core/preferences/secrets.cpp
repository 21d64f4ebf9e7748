// See secrets.h.
#include "core/preferences/secrets.h"

#include "json/json.h"

namespace kith::core {
namespace {

template <class T>
inline constexpr bool is_profiles = false;
template <class T>
inline constexpr bool is_profiles<Kept<std::vector<T>>> = json::Struct<T>;

template <class T, class Call>
void visit(T& values, const Call& call) {
    boost::mp11::mp_for_each<json::Members<std::remove_const_t<T>>>(
        [&](auto d) { call(json::wire_name(d.name), values.*d.pointer); });
}

template <class T>
void secrets_of(T& values, const std::function<void(Secret&)>& call) {
    visit(values, [&](std::string_view, auto& member) {
        using Member = std::remove_cvref_t<decltype(member)>;
        if constexpr (std::same_as<Member, Kept<Secret>>) {
            if (!member.value.empty()) call(member.value);
        } else if constexpr (is_profiles<Member>) {
            for (auto& item : member.value) secrets_of(item, call);
        }
    });
}

template <class T>
json::object document_of(const T& values, const ShowSecret& show) {
    json::object out;
    visit(values, [&](std::string_view name, const auto& member) {
        using Member = std::remove_cvref_t<decltype(member)>;
        if (json::detail::left_out(member)) return;
        if constexpr (std::same_as<Member, Kept<Secret>>) {
            if (auto text = show(name, member.value); !text.empty()) out[name] = text;
        } else if constexpr (is_profiles<Member>) {
            json::array items;
            for (const auto& item : member.value) items.push_back(document_of(item, show));
            out[name] = std::move(items);
        } else {
            out[name] = json::parse(json::write(member));
        }
    });
    return out;
}

}  // namespace

void each_secret(PreferenceValues& values, const std::function<void(Secret& secret)>& call) {
    secrets_of(values, call);
}

json::object document(const PreferenceValues& values, const ShowSecret& show) {
    return document_of(values, show);
}

json::object masked(const PreferenceValues& values) {
    return document(values, [](std::string_view name, const Secret&) {
        const bool is_token = name.ends_with("_access_token") || name.ends_with("_refresh_token");
        return std::string{is_token ? "" : kHasKey};
    });
}

Secret kept_or_new(const Secret& sent, const Secret& there) {
    const auto& text = sent.reveal();
    const bool keeps = text.empty() || text == kHasKey || text.find("****") != std::string::npos;
    return keeps ? there : sent;
}

}  // namespace kith::core

// See codec.h.
#include "core/preferences/codec.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/error.h"
#include "base/seal.h"
#include "core/preferences/secrets.h"
#include "json/json.h"

namespace kith::core {
namespace {

constexpr std::string_view kSealed = "kith-sealed-1:";  // in front of what seal() gives
constexpr std::string_view kWhole = "sealed";           // the member of a file sealed as a whole
constexpr std::string_view kVersion = "schema_version";

[[noreturn]] void damaged(const std::string& why) {
    throw Error{Errc::unavailable, "preferences.json: " + why + "; it was left as it is",
                "preferences"};
}

json::value parse(std::string_view text) {
    try {
        return json::parse(text);
    } catch (const Error& error) {  // worded for a file that is ours
        damaged("not JSON");
    }
}

template <class T>
T read(const json::value& tree) {
    try {
        return json::from<T>(tree);
    } catch (const Error& error) {  // names the member, not what it holds
        damaged(error.message());
    }
}

template <class T>
json::object unknown_members(const json::object& all) {
    json::object others;
    for (const auto& member : all) {
        bool known = false;
        boost::mp11::mp_for_each<json::Members<T>>([&](auto d) {
            known = known || std::string_view{member.key()} == json::wire_name(d.name);
        });
        if (!known) others[member.key()] = member.value();
    }
    return others;
}

// Version 2 knows several image profiles where the versions before knew one.
void migrate(PreferenceValues& values) {
    const bool has_image =
        !values.image_provider.value.empty() || !values.image_api_key.value.empty() ||
        !values.image_base_url.value.empty() || !values.image_model.value.empty();
    if (values.image_profiles.value.empty() && has_image) {
        ImageProfile first{"img-default",         "默认",
                           values.image_provider, values.image_api_key,
                           values.image_base_url, values.image_model};
        values.image_profiles.value.push_back(std::move(first));
    }
    values.schema_version = kPreferencesVersion;
}

}  // namespace

PreferencesCodec::PreferencesCodec(KeyFile key, const Secret& store_key) : key_{std::move(key)} {
    if (store_key.empty()) return;
    const auto made = hmac_sha256(store_key.reveal(), "kith preferences");
    store_key_ = Secret{{made.begin(), made.end()}};
}

PreferencesFile PreferencesCodec::decode(std::string_view text) const {
    auto tree = parse(text);
    if (!tree.is_object()) damaged("not an object");
    const auto sealed = json::text_or_empty(json::find(tree, kWhole));
    if (!sealed.empty()) {
        if (store_key_.empty()) damaged("it is encrypted and no key was given");
        const auto whole = unseal(store_key_, sealed);
        if (!whole) damaged("it is encrypted with another key, or damaged");
        tree = parse(whole->reveal());
        if (!tree.is_object()) damaged("not an object");
    }
    PreferencesFile file{.outdated = !store_key_.empty() && sealed.empty()};
    file.values = read<PreferenceValues>(tree);
    if (file.values.schema_version > kPreferencesVersion)
        damaged("a newer Kith wrote it (" + std::string{kVersion} + " " +
                std::to_string(file.values.schema_version) + ")");
    file.others = unknown_members<PreferenceValues>(tree.as_object());
    const auto key = store_key_.empty() ? key_.find() : store_key_;
    each_secret(file.values, [&](Secret& secret) {
        if (!is_locked(secret)) {
            file.outdated = true;
            return;
        }
        const auto box = std::string_view{secret.reveal()}.substr(kSealed.size());
        if (auto opened = key ? unseal(*key, box) : std::nullopt) secret = *std::move(opened);
    });
    file.outdated = file.outdated || file.values.schema_version < kPreferencesVersion;
    if (file.values.schema_version < kPreferencesVersion) migrate(file.values);
    return file;
}

std::string PreferencesCodec::encode(const PreferencesFile& file) const {
    std::optional<Secret> key;
    auto tree = document(file.values, [&](std::string_view, const Secret& secret) {
        if (is_locked(secret)) return secret.reveal();
        if (!key) key = store_key_.empty() ? key_.find_or_make() : store_key_;
        return std::string{kSealed} + seal(*key, secret.reveal());
    });
    for (const auto& member : file.others) tree[member.key()] = member.value();
    if (store_key_.empty()) return indented(json::serialize(tree));
    json::object whole;
    whole[kVersion] = kPreferencesVersion;
    whole[kWhole] = seal(store_key_, json::serialize(tree));
    return indented(json::serialize(whole));
}

bool is_locked(const Secret& secret) {
    return secret.reveal().starts_with(kSealed);
}

std::string indented(std::string_view text) {
    std::string out;
    std::size_t depth = 0;
    bool in_text = false, escaped = false;
    const auto line = [&] { out.append("\n").append(2 * depth, ' '); };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_text || c == '"') {
            in_text = c != '"' || (in_text && escaped) ? true : !in_text;
            escaped = in_text && c == '\\' && !escaped;
            out += c;
        } else if (c == '{' || c == '[') {
            out += c;
            if (i + 1 < text.size() && (text[i + 1] == '}' || text[i + 1] == ']')) {
                out += text[++i];
                continue;
            }
            ++depth;
            line();
        } else if (c == '}' || c == ']') {
            --depth;
            line();
            out += c;
        } else if (c == ',') {
            out += c;
            line();
        } else {
            out += c;
            if (c == ':') out += ' ';
        }
    }
    return out + "\n";
}

}  // namespace kith::core

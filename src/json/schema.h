// JSON schema (2020-12, as OpenAPI 3.1 uses it) of every type that write.h and read.h understand.
//
//     json::Schemas schemas;
//     auto body = schemas.of<SendBody>(json::Use::read);     // {"$ref":
//     "#/components/schemas/SendBody"} auto reply = schemas.of<MessageView>();                //
//     likewise; Use::written document["components"] = {{"schemas", schemas.components()}};
#pragma once

#include <typeinfo>
#include <vector>

#include "json/types.h"
#include "json/value.h"

namespace kith::json {

// A written struct has all its members but the omitted ones, so they are `required`; of a read one
// none is.
enum class Use { written, read };

// Collects the named schemas that of() refers to. One thread.
//
// Names: the type's name without namespaces, template arguments appended (Page<View> → PageView).
// Read structs whose name does not end in Body, Input, Query or Settings get "Input" appended. Two
// types with one name share it when their schemas are equal; otherwise the later one gets its
// innermost namespace in front, then a number. So names are the same from build to build as long as
// the types are asked for in the same order.
class Schemas {
  public:
    template <class T>
    value of(Use use = Use::written);

    // {name: schema}, sorted by name.
    object components() const;

  private:
    using Tag =
        const void*;  // typeid cannot tell apart equally named types of two anonymous namespaces
    struct Entry {
        Tag tag;
        Use use;
        std::string plain, name;  // plain: what it would be called if nobody else were
        value schema;             // null until complete, and when it shares another entry's
    };
    enum class Presence { required, optional };

    template <class T>
    static Tag tag_of() {
        static const char tag = 0;
        return &tag;
    }
    template <class T>
    value of_struct(Use use);
    template <class T>
    value of_enum();
    template <class T>
    value of_list(Use use);

    Entry* known(Tag tag, Use use);
    void begin(Tag tag, Use use, const std::type_info& type);
    value end(Tag tag, Use use, value schema);
    const Entry* named(std::string_view name) const;

    static value integer(int bytes, std::string_view sign);
    static value simple(std::string_view type);
    static value or_null(value schema);
    static value list(value items);
    static value list(value items, std::size_t exactly);
    static value map(value items);
    static value any_of(array choices);
    static value names(const std::vector<std::string_view>& names);
    static value reference(const Entry& entry);
    static value no_members();
    static void add_member(value& schema, std::string_view name, value member, Presence presence);

    std::vector<Entry> entries_;
};

template <class T>
value Schemas::of_struct(Use use) {
    const auto tag = tag_of<T>();
    if (const auto* entry = known(tag, use)) return reference(*entry);
    begin(tag, use, typeid(T));
    value schema = no_members();
    boost::mp11::mp_for_each<Members<T>>([&](auto d) {
        using Member = std::remove_cvref_t<decltype(std::declval<T&>().*d.pointer)>;
        constexpr bool always = !is_a<Member, Omit> && !is_a<Member, OmitDefault>;
        add_member(schema, wire_name(d.name), of<Member>(use),
                   always && use == Use::written ? Presence::required : Presence::optional);
    });
    return end(tag, use, std::move(schema));
}

template <class T>
value Schemas::of_enum() {
    const auto tag = tag_of<T>();
    if (const auto* entry = known(tag, Use::written)) return reference(*entry);
    begin(tag, Use::written, typeid(T));
    std::vector<std::string_view> all;
    for (const auto& entry : enum_names<T>()) all.push_back(entry.name);
    return end(tag, Use::written, names(all));
}

template <class T>
value Schemas::of_list(Use use) {
    value items = of<std::ranges::range_value_t<T>>(use);
    if constexpr (is_fixed<T>) {
        return list(std::move(items), std::tuple_size<T>::value);
    } else {
        return list(std::move(items));
    }
}

template <class T>
value Schemas::of(Use use) {
    if constexpr (std::same_as<T, bool>) {
        return simple("boolean");
    } else if constexpr (std::same_as<T, value> || std::same_as<T, Raw>) {
        return object{};
    } else if constexpr (std::same_as<T, object>) {
        return simple("object");
    } else if constexpr (std::same_as<T, array>) {
        return simple("array");
    } else if constexpr (Text<T> || std::same_as<T, Secret> || std::same_as<T, string>) {
        return simple("string");
    } else if constexpr (std::floating_point<T>) {
        return simple("number");
    } else if constexpr (Integer<T>) {
        return integer(sizeof(T), std::unsigned_integral<T> ? "unsigned" : "signed");
    } else if constexpr (is_a<T, Id>) {
        return integer(8, "signed");
    } else if constexpr (Enum<T>) {
        return of_enum<T>();
    } else if constexpr (is_a<T, std::optional>) {
        return or_null(of<typename T::value_type>(use));
    } else if constexpr (is_a<T, Omit>) {
        return of<typename T::value_type>(use);
    } else if constexpr (is_a<T, OmitDefault>) {
        return of<decltype(T::value)>(use);
    } else if constexpr (std::same_as<T, std::monostate> || std::same_as<T, std::nullptr_t>) {
        return simple("null");
    } else if constexpr (is_a<T, std::variant>) {
        array choices;
        boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, T>>(
            [&](auto held) { choices.push_back(of<typename decltype(held)::type>(use)); });
        return any_of(std::move(choices));
    } else if constexpr (Map<T>) {
        return map(of<typename T::mapped_type>(use));
    } else if constexpr (Range<T>) {
        return of_list<T>(use);
    } else {
        static_assert(Struct<T>, "describe this type: BOOST_DESCRIBE_STRUCT(Type, (), (members))");
        return of_struct<T>(use);
    }
}

}  // namespace kith::json

// JSON schema (2020-12, as OpenAPI 3.1 uses it) of every type that write.h and read.h understand.
//
//     json::Schemas schemas;
//     auto body = schemas.of<SendBody>(json::Use::read);     // {"$ref":
//     "#/components/schemas/SendBody"} auto reply = schemas.of<MessageView>();                //
//     likewise; Use::written document["components"] = {{"schemas", schemas.components()}};
#pragma once

#include <typeindex>
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
// innermost namespace in front, then a number.
class Schemas {
  public:
    template <class T>
    value of(Use use = Use::written);

    // {name: schema}, sorted by name.
    object components() const;

  private:
    struct Entry {
        std::type_index type;
        Use use;
        std::string name;
        value schema;  // null while its members are still being collected
    };

    template <class T>
    value of_struct(Use use);
    template <class T>
    static value of_enum();

    // The reference when the type is known already (or being collected).
    const Entry* known(std::type_index type, Use use) const;
    void begin(const std::type_info& type, Use use);
    value end(std::type_index type, Use use, value schema);
    bool is_named(std::string_view name, std::type_index except) const;

    static value integer(int bits, bool is_signed);
    static value simple(std::string_view type);
    static value or_null(value schema);
    static value list_of(value items);
    static value map_of(value items);
    static value one_of(array choices);
    static value reference(std::string_view name);

    std::vector<Entry> entries_;
};

}  // namespace kith::json

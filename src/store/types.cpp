// People, chats and messages as the store knows them.
#include "store/types.h"

namespace kith::store {

const std::string& display_name(const Person& person) {
    if (!person.remark.empty()) return person.remark;
    return person.nick.empty() ? person.key : person.nick;
}

}  // namespace kith::store

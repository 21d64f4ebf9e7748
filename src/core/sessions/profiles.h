// What other programs tell about the owners of their sessions: name, phone, e-mail.
#pragma once

#include <optional>
#include <string>

#include "core/sessions/sessions.h"

namespace kith::core {

struct Profile {
    Owner owner;
    std::string name, phone, email;  // "" = not told
};

// Nothing leaves what is known as it is.
struct ProfileNews {
    std::string name;
    std::optional<std::string> phone, email;
};

// Any thread.
class Profiles {
  public:
    explicit Profiles(store::Store& store) : store_{store} {}

    // Made or changed; the person in the store is called so, too. Durable when it returns.
    void put(const Owner& owner, const ProfileNews& news);
    std::optional<Profile> find(const Owner& owner) const;
    // Inside a transaction: an owner with an empty name, unless there is one.
    static void ensure(db::Connection& on, const Owner& owner);

  private:
    store::Store& store_;
};

// The person that an owner is in the store, without its account. Inside core/sessions only.
store::Person profile_person(db::Connection& on, const Owner& owner);

}  // namespace kith::core

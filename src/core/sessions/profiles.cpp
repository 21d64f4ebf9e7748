// See profiles.h. The table is made with those of the sessions.
#include "core/sessions/profiles.h"

namespace kith::core {
namespace {

std::optional<Profile> row_of(db::Connection& on, const Owner& owner) {
    auto& asked =
        on.kept("select name, phone, email from session_profile where surface = $1 and owner = $2");
    std::optional<Profile> found;
    if (asked.bind_all(owner.surface, owner.name).step())
        found = Profile{owner, std::string{asked.text(0)}, std::string{asked.text(1)},
                        std::string{asked.text(2)}};
    asked.reset();
    return found;
}

}  // namespace

store::Person profile_person(db::Connection& on, const Owner& owner) {
    const auto profile = row_of(on, owner);
    store::Person person;
    person.key = owner.surface + ":" + owner.name;
    person.nick = profile && !profile->name.empty() ? profile->name : owner.name;
    // Nobody the archive is about: the statistics of people leave such accounts out.
    person.flags = store::kOfficial;
    return person;
}

void Profiles::put(const Owner& owner, const ProfileNews& news) {
    store_.write_rows([&](store::Writing& to) {
        auto& on = to.on();
        ensure(on, owner);
        on.kept(
              "update session_profile set name = $3, phone = coalesce($4, phone), "
              "email = coalesce($5, email) where surface = $1 and owner = $2")
            .bind_all(owner.surface, owner.name, news.name)
            .bind_optional(4, news.phone)
            .bind_optional(5, news.email)
            .run();
        auto person = profile_person(on, owner);
        person.account = to.account("kith", owner.surface);
        to.person(person);
    });
}

std::optional<Profile> Profiles::find(const Owner& owner) const {
    std::optional<Profile> found;
    store_.look([&](db::Connection& on) { found = row_of(on, owner); });
    return found;
}

void Profiles::ensure(db::Connection& on, const Owner& owner) {
    on.kept("insert into session_profile values($1, $2, '', '', '') on conflict do nothing")
        .bind_all(owner.surface, owner.name)
        .run();
}

}  // namespace kith::core

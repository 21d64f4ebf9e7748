// V01, V02: users of other programs.
#include "api/sessions/fields.h"
#include "api/sessions/sessions.h"

namespace kith::api::sessions {
namespace {

// For the description; fields.h reads them.
struct AddUserBody {
    std::string request_id, user_id, user_name, phone, email;
};
BOOST_DESCRIBE_STRUCT(AddUserBody, (), (request_id, user_id, user_name, phone, email))

struct UserBody {
    std::string request_id, user_id;
};
BOOST_DESCRIBE_STRUCT(UserBody, (), (request_id, user_id))

struct Done {
    std::string request_id;
    int ok{};
    std::string failed;
};
BOOST_DESCRIBE_STRUCT(Done, (), (request_id, ok, failed))

struct UserView {
    std::string request_id, user_id, user_name, phone, email;
    int ok{};
    std::string failed;
};
BOOST_DESCRIBE_STRUCT(UserView, (), (request_id, user_id, user_name, phone, email, ok, failed))

}  // namespace

void user_routes(http::Routes on, core::Profiles& profiles) {
    on.post<AddUserBody>("/add_user", [&profiles](http::Call& call) {
          const Fields fields{call};
          const auto owner = fields.owner();
          profiles.put(owner, {fields.text("user_name", kUserNameLength, Fields::Empty::yes),
                               fields.optional_text("phone", kPhoneLength),
                               fields.optional_text("email", kEmailLength)});
          return Done{.request_id = fields.request_id()};
      }).summary("V01 Add or update a user");
    on.post<UserBody>("/query_user_info", [&profiles](http::Call& call) {
          const Fields fields{call};
          const auto owner = fields.owner();
          const auto found = profiles.find(owner);
          if (!found)
              return UserView{.request_id = fields.request_id(),
                              .user_id = owner.name,
                              .ok = 2,
                              .failed = "user not found"};
          return UserView{fields.request_id(), owner.name, found->name, found->phone,
                          found->email,        0,          ""};
      }).summary("V02 Read a user");
}

}  // namespace kith::api::sessions

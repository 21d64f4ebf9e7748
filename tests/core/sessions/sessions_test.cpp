// Sessions: what is kept, in which order, in whose name; one message once; gone when taken away.
#include "core/sessions/sessions.h"

#include <regex>
#include <thread>

#include "tests/core/sessions/made_sessions.h"

namespace kith::core {
namespace {

using store::reason_of;

class SessionsTest : public SessionsFixture {};

TEST_F(SessionsTest, a_session_is_found_again_by_owner_and_key_and_by_number) {
    const auto made = sessions_->open(kAlice, "first 会话 🙂", "title %'\"");
    EXPECT_EQ(made.created, clock_.now());
    EXPECT_EQ(made.active, clock_.now());
    EXPECT_TRUE(std::regex_match(made.uuid, std::regex{"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-"
                                                       "[89ab][0-9a-f]{3}-[0-9a-f]{12}"}));
    EXPECT_EQ(sessions_->open(kAlice, "first 会话 🙂", "other").id, made.id);
    EXPECT_NE(sessions_->open({"im", "bob"}, "first 会话 🙂").id, made.id);
    EXPECT_NE(sessions_->open({"v0", "alice"}, "first 会话 🙂").id, made.id);
    open();
    for (const auto& found : {sessions_->find(made.id), sessions_->find_uuid(made.uuid),
                              sessions_->find(kAlice, "first 会话 🙂")}) {
        ASSERT_TRUE(found);
        EXPECT_EQ(found->id, made.id);
        EXPECT_EQ(found->uuid, made.uuid);
        EXPECT_EQ(found->owner, kAlice);
        EXPECT_EQ(found->key, "first 会话 🙂");
        EXPECT_EQ(found->title, "title %'\"");
        EXPECT_EQ(found->messages, 0);
    }
    EXPECT_FALSE(sessions_->find(kAlice, "first"));
    EXPECT_FALSE(sessions_->find(SessionId{99}));
}

TEST_F(SessionsTest, a_message_has_number_key_time_turn_and_text) {
    drawn_ = {"abc12345", "abc12346"};
    const auto session = sessions_->open(kAlice, "s");
    const auto question = say(session.id, "🙂 你好 %s '' \\");
    EXPECT_EQ(question.key, "msg_20250127120000_abc12345");
    EXPECT_EQ(question.role, Role::user);
    EXPECT_EQ(question.sender, "alice");
    EXPECT_EQ(question.time, clock_.now());
    const auto answer = say(session.id, "回答", Role::assistant);
    EXPECT_GT(answer.id, question.id);
    EXPECT_EQ(answer.turn, question.turn);
    EXPECT_NE(say(session.id, "next").turn, question.turn);
    const auto found = sessions_->message(question.key);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, question.id);
    EXPECT_EQ(found->text, question.text);
    EXPECT_EQ(found->session, session.id);
    EXPECT_EQ(found->turn, question.turn);
    EXPECT_FALSE(sessions_->message("msg_20250127120000_abc12399"));
    const auto now = sessions_->find(session.id);
    EXPECT_EQ(now->messages, 3);
    EXPECT_EQ(now->active, clock_.now());
}

TEST_F(SessionsTest, a_key_that_is_taken_is_drawn_again) {
    drawn_ = {"00000001", "00000001", "00000001", "00000002"};
    const auto session = sessions_->open(kAlice, "s").id;
    EXPECT_EQ(say(session, "a").key, "msg_20250127120000_00000001");
    EXPECT_EQ(say(session, "b").key, "msg_20250127120000_00000002");
    drawn_.assign(16, "00000001");
    EXPECT_EQ(reason_of([&] { say(session, "c"); }), "internal ");
    EXPECT_EQ(texts(session), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(store_->snapshot()->messages, 2u);
}

TEST_F(SessionsTest, time_never_goes_back_inside_a_session) {
    const auto session = sessions_->open(kAlice, "s").id;
    clock_.advance(std::chrono::hours{1});
    const auto first = say(session, "a");
    clock_.advance(-std::chrono::hours{2});
    const auto second = say(session, "b");
    EXPECT_EQ(second.time, first.time);
    open();
    EXPECT_EQ(texts(session), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(store::texts_of(*store_->snapshot(), sessions_->find(session)->chat),
              (std::vector<std::string>{"a", "b"}));
}

TEST_F(SessionsTest, a_repeated_client_key_gives_the_first_message_and_nothing_more_happens) {
    const auto session = sessions_->open(kAlice, "s").id;
    int ran = 0;
    auto one = draft(session, "first", Role::user, "client 1");
    one.together = [&](db::Connection&, const SessionMessage&) { ++ran; };
    const auto first = sessions_->add(one);
    clock_.advance(std::chrono::minutes{1});
    one.text = "another text";
    const auto again = sessions_->add(one);
    EXPECT_FALSE(first.repeated);
    EXPECT_TRUE(again.repeated);
    EXPECT_EQ(again.message.key, first.message.key);
    EXPECT_EQ(again.message.text, "first");
    EXPECT_EQ(again.message.time, first.message.time);
    EXPECT_EQ(ran, 1);
    EXPECT_EQ(sessions_->find(session)->messages, 1);
    EXPECT_EQ(sessions_->find(session)->active, first.message.time);
    const auto other = sessions_->open(kAlice, "other").id;  // keys are those of one session
    EXPECT_FALSE(sessions_->add(draft(other, "x", Role::user, "client 1")).repeated);
}

TEST_F(SessionsTest, what_belongs_to_a_message_and_fails_refuses_it) {
    const auto session = sessions_->open(kAlice, "s").id;
    auto one = draft(session, "no");
    one.together = [&](db::Connection& on, const SessionMessage& message) {
        EXPECT_EQ(message.text, "no");
        EXPECT_FALSE(message.key.empty());
        on.execute("insert into session_profile values('im', 'x', '', '', '')");
        throw Error{Errc::conflict, "no", "no"};
    };
    EXPECT_EQ(reason_of([&] { sessions_->add(one); }), "conflict no");
    EXPECT_EQ(sessions_->find(session)->messages, 0);
    EXPECT_FALSE(profiles_->find({"im", "x"}));
    EXPECT_EQ(store_->snapshot()->messages, 0u);
    EXPECT_EQ(reason_of([&] { say(SessionId{77}, "x"); }), "not_found no_session");
}

TEST_F(SessionsTest, pages_of_both_orders_cover_the_session) {
    const auto session = sessions_->open(kAlice, "s").id;
    const auto other = sessions_->open(kAlice, "other").id;
    std::vector<std::string> all;
    for (int i = 0; i < 45; ++i) {
        all.push_back("message " + std::to_string(i));
        say(session, all.back());
        if (i % 3 == 0) say(other, "x");
    }
    for (const std::int64_t size : {1, 7, 20, 45, 46}) {
        std::vector<std::string> up, down;
        for (std::int64_t offset = 0; offset < 50; offset += size) {
            for (auto& text : texts(session, PageOrder::oldest_first, offset, size))
                up.push_back(text);
            for (auto& text : texts(session, PageOrder::newest_first, offset, size))
                down.push_back(text);
        }
        EXPECT_EQ(up, all) << size;
        std::ranges::reverse(down);
        EXPECT_EQ(down, all) << size;
    }
    EXPECT_EQ(sessions_->page(session, PageOrder::oldest_first, 1000, 20).total, 45);
    EXPECT_EQ(texts(session, PageOrder::oldest_first, 1000, 20).size(), 0u);
    EXPECT_EQ(sessions_->page(SessionId{99}, PageOrder::oldest_first, 0, 20).total, 0);
    const auto tenth = sessions_->page(session, PageOrder::oldest_first, 9, 1).messages.at(0);
    const auto later = sessions_->after(session, tenth.id, 3);
    ASSERT_EQ(later.size(), 3u);
    EXPECT_EQ(later[0].text, "message 10");
    EXPECT_EQ(later[2].text, "message 12");
}

TEST_F(SessionsTest, sessions_are_listed_with_the_latest_activity_first) {
    const auto keys = [](const std::vector<Session>& sessions) {
        std::string made;
        for (const auto& one : sessions) made += one.key;
        return made;
    };
    const auto a = sessions_->open(kAlice, "a").id, b = sessions_->open(kAlice, "b").id;
    sessions_->open({"im", "bob"}, "c");
    EXPECT_EQ(keys(sessions_->of(kAlice)), "ba");
    say(b, "x");
    say(a, "x");  // in the same moment
    EXPECT_EQ(keys(sessions_->of(kAlice)), "ab");
    clock_.advance(std::chrono::seconds{1});
    say(b, "x");
    EXPECT_EQ(keys(sessions_->of(kAlice)), "ba");
    EXPECT_EQ(keys(sessions_->list("im", 10)), "bac");
    EXPECT_EQ(keys(sessions_->list("im", 2)), "ba");
    EXPECT_EQ(keys(sessions_->list("v0", 2)), "");
}

TEST_F(SessionsTest, two_first_messages_at_once_meet_in_one_session) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; ++i)
        threads.emplace_back([&, i] {
            sessions_->add_to(
                kAlice,
                [i](const std::optional<Session>& latest) {
                    return latest ? Place{latest->key, ""}
                                  : Place{"key " + std::to_string(i), "title"};
                },
                draft({}, "text " + std::to_string(i)));
        });
    for (auto& thread : threads) thread.join();
    const auto all = sessions_->of(kAlice);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].messages, 16);
    EXPECT_EQ(texts(all[0].id).size(), 16u);
}

TEST_F(SessionsTest, a_place_that_is_refused_makes_no_session) {
    EXPECT_EQ(reason_of([&] {
                  sessions_->add_to(
                      kAlice,
                      [](const std::optional<Session>&) -> Place {
                          throw Error{Errc::not_found, "session not found", "none"};
                      },
                      draft({}, "x"));
              }),
              "not_found none");
    auto failing = draft({}, "x");
    failing.together = [](db::Connection&, const SessionMessage&) {
        throw Error{Errc::conflict, "no", "no"};
    };
    EXPECT_EQ(reason_of([&] {
                  sessions_->add_to(
                      kAlice, [](const std::optional<Session>&) { return Place{"k", ""}; },
                      failing);
              }),
              "conflict no");
    EXPECT_EQ(sessions_->of(kAlice).size(), 0u);
    EXPECT_EQ(store_->snapshot()->chats.size(), 0u);
}

TEST_F(SessionsTest, parallel_callers_keep_their_own_order_and_lose_nothing) {
    std::vector<SessionId> ids;
    for (int i = 0; i < 4; ++i) ids.push_back(sessions_->open(kAlice, "s" + std::to_string(i)).id);
    std::vector<std::thread> threads;
    for (int caller = 0; caller < 8; ++caller)
        threads.emplace_back([&, caller] {
            for (int i = 0; i < 100; ++i)
                say(ids[static_cast<std::size_t>(i % 4)],
                    std::to_string(caller) + ":" + std::to_string(1000 + i));
        });
    for (auto& thread : threads) thread.join();
    std::size_t all = 0;
    std::int64_t before = 0;
    for (const auto id : ids) {
        std::map<char, std::string> last;
        before = 0;
        for (const auto& one : sessions_->page(id, PageOrder::oldest_first, 0, 1000).messages) {
            EXPECT_GT(one.id, before);
            before = one.id;
            EXPECT_GT(one.text, last[one.text[0]]);
            last[one.text[0]] = one.text;
            ++all;
        }
        EXPECT_EQ(store::texts_of(*store_->snapshot(), sessions_->find(id)->chat), texts(id));
    }
    EXPECT_EQ(all, 800u);
}

TEST_F(SessionsTest, an_erased_session_is_gone_everywhere_and_its_number_is_not_used_again) {
    const auto gone = sessions_->open(kAlice, "gone"), kept = sessions_->open(kAlice, "kept");
    const auto message = say(gone.id, "secret");
    say(kept.id, "stays");
    std::vector<SessionId> told;
    EXPECT_TRUE(sessions_->erase(
        gone.id, [&](db::Connection&, SessionId session) { told.push_back(session); }));
    EXPECT_EQ(told, (std::vector<SessionId>{gone.id}));
    EXPECT_FALSE(sessions_->erase(gone.id));
    EXPECT_FALSE(sessions_->find(gone.id));
    EXPECT_FALSE(sessions_->message(message.key));
    EXPECT_EQ(store_->snapshot()->messages, 1u);
    EXPECT_EQ(store_->snapshot()->chat(gone.chat), nullptr);
    EXPECT_EQ(reason_of([&] { say(gone.id, "x"); }), "not_found no_session");
    const auto again = sessions_->open(kAlice, "gone");
    EXPECT_GT(again.id, gone.id);
    EXPECT_GT(say(again.id, "new").id, message.id);
    EXPECT_EQ(texts(again.id), (std::vector<std::string>{"new"}));
}

TEST_F(SessionsTest, all_sessions_of_an_owner_go_and_those_of_others_stay) {
    for (int i = 0; i < 30; ++i) say(sessions_->open(kAlice, std::to_string(i)).id, "x");
    const auto bob = sessions_->open({"im", "bob"}, "0").id;
    say(bob, "stays");
    EXPECT_EQ(sessions_->erase_all(kAlice), 30u);
    EXPECT_EQ(sessions_->erase_all(kAlice), 0u);
    EXPECT_EQ(sessions_->of(kAlice).size(), 0u);
    EXPECT_EQ(texts(bob), (std::vector<std::string>{"stays"}));
    open();
    EXPECT_EQ(store_->snapshot()->messages, 1u);
}

TEST_F(SessionsTest, the_people_of_sessions_are_accounts_of_services) {
    const auto session = sessions_->open(kAlice, "s");
    say(session.id, "question");
    say(session.id, "answer", Role::assistant);
    const auto snapshot = store_->snapshot();
    ASSERT_EQ(snapshot->people.size(), 2u);
    for (const auto& person : snapshot->people) {
        EXPECT_EQ(person->flags, store::kOfficial);
        EXPECT_FALSE(person->nick.empty());
    }
    const auto account = store_->accounts().at(0);
    EXPECT_EQ(account.network, "kith");
    EXPECT_EQ(account.key, "im");
    EXPECT_EQ(account.self, session.assistant);
    const auto* chat = snapshot->chat(session.chat);
    ASSERT_NE(chat, nullptr);
    EXPECT_EQ(snapshot->person(chat->info->peer)->key, "im:alice");
    std::vector<store::PersonId> senders;
    for (const auto& chunk : chat->rows->chunks) {
        const auto columns = chunk->columns();
        for (std::uint32_t row = 0; row < columns.size; ++row)
            senders.push_back(chat->rows->people[columns.sender[row]]);
    }
    EXPECT_EQ(senders, (std::vector{session.peer, session.assistant}));
}

}  // namespace
}  // namespace kith::core

// Tests of http/route_tree.h: which route a path means.
#include "http/route_tree.h"

#include <gtest/gtest.h>

namespace kith::http {
namespace {

class Tree {
  public:
    void add(Method method, std::string path) {
        auto& endpoint = *endpoints_.emplace_back(std::make_unique<Endpoint>());
        endpoint.method = method;
        endpoint.path = std::move(path);
        tree_.add(endpoint);
    }
    // "pattern name=value …", "" for none.
    std::string find(Method method, std::string_view path) const {
        std::vector<PathValue> values;
        const auto* found = tree_.find(method, path_parts(path).value(), values);
        if (!found) return "";
        std::string text = found->path;
        for (const auto& value : values) {
            text.append(" ").append(value.name).append("=").append(value.raw);
        }
        return text;
    }
    const RouteTree& tree() const { return tree_; }

  private:
    RouteTree tree_;
    std::vector<std::unique_ptr<Endpoint>> endpoints_;
};

TEST(RouteTree, fixed_parts_win_in_any_order_of_registration) {
    for (const bool fixed_first : {true, false}) {
        Tree tree;
        tree.add(Method::get, fixed_first ? "/m/list" : "/m/{id}");
        tree.add(Method::get, fixed_first ? "/m/{id}" : "/m/list");
        EXPECT_EQ(tree.find(Method::get, "/m/list"), "/m/list");
        EXPECT_EQ(tree.find(Method::get, "/m/lis"), "/m/{id} id=lis");
    }
}

TEST(RouteTree, a_dead_end_among_fixed_parts_goes_back_to_the_parameter) {
    Tree tree;
    tree.add(Method::get, "/a/b/c");
    tree.add(Method::get, "/a/{x}/d");
    tree.add(Method::del, "/a/{x}");
    tree.add(Method::get, "/a/b");
    EXPECT_EQ(tree.find(Method::get, "/a/b/d"), "/a/{x}/d x=b");
    EXPECT_EQ(tree.find(Method::del, "/a/b"), "/a/{x} x=b");
    EXPECT_EQ(tree.find(Method::get, "/a/b/e"), "");
}

TEST(RouteTree, routes_of_one_shape_overlap) {
    Tree tree;
    tree.add(Method::get, "/a/{x}");
    EXPECT_THROW(tree.add(Method::get, "/a/{y}"), Error);
    EXPECT_NO_THROW(tree.add(Method::post, "/a/{y}"));
    EXPECT_EQ(tree.find(Method::post, "/a/1"), "/a/{y} y=1");
}

TEST(RouteTree, badly_formed_routes_are_refused) {
    Tree tree;
    for (const auto* path :
         {"", "a", "/{}", "/{a", "/a}", "/x{a}", "/{a}{b}", "/{a}/{a}", "/a?b", "/a%20b"}) {
        EXPECT_THROW(tree.add(Method::get, path), Error) << path;
    }
}

TEST(RouteTree, a_parameter_may_be_empty_only_in_the_middle) {
    Tree tree;
    tree.add(Method::get, "/chat/sessions/{id}/messages");
    tree.add(Method::get, "/chat/sessions/{id}");
    EXPECT_EQ(tree.find(Method::get, "/chat/sessions//messages"),
              "/chat/sessions/{id}/messages id=");
    EXPECT_EQ(tree.find(Method::get, "/chat/sessions/"), "");
    EXPECT_EQ(tree.find(Method::get, "//chat/sessions/1"), "");
}

TEST(RouteTree, an_encoded_slash_stays_inside_its_part) {
    Tree tree;
    tree.add(Method::get, "/db/{name}/tables");
    EXPECT_EQ(tree.find(Method::get, "/db/a%2Fb/tables"), "/db/{name}/tables name=a%2Fb");
    EXPECT_EQ(tree.find(Method::get, "/%64b/x/tables"), "/db/{name}/tables name=x");
    EXPECT_EQ(tree.find(Method::get, "/db%2Fx/tables"), "");
}

TEST(RouteTree, head_is_there_where_get_is) {
    Tree tree;
    tree.add(Method::get, "/a");
    tree.add(Method::post, "/b");
    EXPECT_EQ(tree.find(Method::head, "/a"), "/a");
    EXPECT_EQ(tree.find(Method::head, "/b"), "");
    const auto methods = tree.tree().methods(path_parts("/a").value());
    EXPECT_TRUE(methods[static_cast<std::size_t>(Method::head)]);
    EXPECT_FALSE(methods[static_cast<std::size_t>(Method::post)]);
}

}  // namespace
}  // namespace kith::http

// SPDX-License-Identifier: MIT
#include "kernel/lib/list.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

struct Element {
    char name;
    kernel::ListNode first;
    kernel::ListNode second;
};
using First = kernel::List<Element, &Element::first>;
using Second = kernel::List<Element, &Element::second>;

template<typename ListType>
std::string names(const ListType& list) {
    std::string text;
    list.for_each([&](Element& element) { text += element.name; });
    return text;
}

TEST(ListTest, elements_come_in_the_order_in_which_they_were_pushed) {
    Element a{'a', {}, {}}, b{'b', {}, {}}, c{'c', {}, {}};
    First list;
    EXPECT_TRUE(list.empty());
    for (Element* element : {&a, &b, &c})
        list.push_back(*element);
    EXPECT_EQ(names(list), "abc");
    EXPECT_EQ(list.size(), 3u);
    EXPECT_EQ(list.pop_front(), &a);
    EXPECT_EQ(list.front(), &b);
    EXPECT_EQ(list.next(b), &c);
    EXPECT_EQ(list.next(c), nullptr);
}

TEST(ListTest, an_element_is_in_two_lists_through_two_members) {
    Element a{'a', {}, {}}, b{'b', {}, {}};
    First first;
    Second second;
    first.push_back(a);
    first.push_back(b);
    second.push_back(b);
    second.push_back(a);
    first.remove(a);
    EXPECT_FALSE(a.first.linked());
    EXPECT_TRUE(a.second.linked());
    EXPECT_EQ(names(first), "b");
    EXPECT_EQ(names(second), "ba");
}

TEST(ListTest, the_current_element_may_be_removed_while_all_are_visited) {
    Element a{'a', {}, {}}, b{'b', {}, {}}, c{'c', {}, {}};
    First list;
    for (Element* element : {&a, &b, &c})
        list.push_back(*element);
    list.for_each([&](Element& element) { list.remove(element); });
    EXPECT_TRUE(list.empty());
    EXPECT_EQ(list.pop_front(), nullptr);
    list.push_back(b);
    EXPECT_EQ(names(list), "b");
}

TEST(ListTest, an_element_can_be_inserted_before_another) {
    Element a{'a', {}, {}}, b{'b', {}, {}}, c{'c', {}, {}};
    First list;
    list.push_back(c);
    list.insert_before(c, a);
    list.insert_before(c, b);
    EXPECT_EQ(names(list), "abc");
    EXPECT_EQ(list.front(), &a);
}

} // namespace

// SPDX-License-Identifier: MIT
#include "fibrils/idl/parser.hpp"

namespace idl {

void Parser::read_interface(std::string documentation) {
    auto interface = std::make_unique<Interface>();
    interface->documentation = std::move(documentation);
    interface->name = expect_word("the name of the interface");
    interface->letters = expect_text("four letters in quotes, the interface's number on the wire");
    expect("version");
    interface->version = read_expression();
    expect("{");
    if (failed_)
        return;
    while (is_going_on() && !is("}")) {
        read_member(*interface);
        if (failed_)
            recover(1);
    }
    expect("}");
    unit_.interfaces.push_back(std::move(interface));
}

void Parser::read_member(Interface& interface) {
    static constexpr std::pair<const char*, Method::Class> kClasses[] = {
        {"call", Method::Class::call},
        {"post", Method::Class::post},
        {"event", Method::Class::event},
        {"forward", Method::Class::forward},
    };
    std::string documentation = take_documentation();
    for (const auto& [word, kind] : kClasses)
        if (is(word))
            return read_method(interface, kind, std::move(documentation));
    if (is("connect"))
        return read_connect(interface, std::move(documentation));
    if (is("states"))
        return read_states(interface);
    if (is("cloned")) {
        refuse_twice(interface.is_cloned, current().place, "cloned");
        interface.is_cloned = true;
        next();
        return expect(";");
    }
    if (!accept("retired"))
        return fail_expected(
            "a member of the interface",
            "members begin with call, post, event, forward, connect, states, retired or cloned");
    Expression ordinal = read_expression();
    expect(";");
    if (!failed_)
        interface.retired.push_back(std::move(ordinal));
}

void Parser::read_method(Interface& interface, Method::Class kind, std::string documentation) {
    Method method;
    method.documentation = std::move(documentation);
    method.place = current().place;
    method.kind = kind;
    next();
    method.ordinal = read_expression();
    method.name = expect_word("the name of the method behind its number");
    method.place = join(method.place, method.name.place);
    method.fields = read_fields();
    while (is_going_on() && (is("in") || is("out")))
        method.attachments.push_back(read_attachment());
    if (accept("->"))
        method.results = read_fields();
    while (is_going_on() && read_clause(method))
        ;
    if (is("in") || is("out"))
        fail(109, current().place, "attachments stand before the answer",
             "the order is: fields, attachments, -> (results), clauses");
    expect(";");
    if (!failed_)
        interface.methods.push_back(std::move(method));
}

void Parser::read_connect(Interface& interface, std::string documentation) {
    Connect connect;
    connect.documentation = std::move(documentation);
    connect.place = current().place;
    next();
    if (!accept("*"))
        connect.number = read_expression();
    connect.name = expect_word("the name of this way to connect");
    connect.place = join(connect.place, connect.name.place);
    connect.fields = read_fields();
    if (accept("in"))
        connect.state = expect_word("the state in which the connection begins");
    expect(";");
    if (!failed_)
        interface.connects.push_back(std::move(connect));
}

void Parser::read_states(Interface& interface) {
    refuse_twice(!interface.states.empty(), current().place, "states");
    next();
    expect("{");
    while (is_going_on() && !is("}"))
        interface.states.push_back(read_state());
    if (interface.states.empty())
        fail_expected("a state");
    expect("}");
}

State Parser::read_state() {
    State state;
    state.documentation = take_documentation();
    state.name = expect_word("the name of a state");
    if (state.name.text == "start" && is_word()) {
        state.is_start = true;
        state.name = expect_word("the name of the state");
    }
    expect("{");
    while (is_going_on() && !is("}"))
        state.transitions.push_back(read_transition());
    expect("}");
    return state;
}

Transition Parser::read_transition() {
    Transition transition;
    transition.method = expect_word("the name of a method");
    if (accept("->"))
        transition.target = expect_word("the next state");
    while (accept("on")) {
        Transition::OnError on;
        on.error = expect_word("the name of an error");
        expect("->");
        on.target = expect_word("the next state");
        transition.errors.push_back(std::move(on));
    }
    expect(";");
    return transition;
}

} // namespace idl

// SPDX-License-Identifier: MIT
#include "web/inspector/model/ladder.hpp"

#include <algorithm>

namespace inspector {

namespace {

uint32_t column_of(Ladder& ladder, uint16_t task) {
    auto found = std::find(ladder.columns.begin(), ladder.columns.end(), task);
    if (found == ladder.columns.end())
        found = ladder.columns.insert(ladder.columns.end(), task);
    return uint32_t(found - ladder.columns.begin());
}

void add_rungs(Ladder& ladder, const Call& call, Row row) {
    auto add = [&](Rung::Kind kind, uint32_t hop, uint16_t from, uint16_t to, bool arrived,
                   const Moment& moment) {
        uint32_t source = column_of(ladder, from);
        ladder.rungs.push_back({kind, row, hop, source, column_of(ladder, to), arrived, moment});
    };
    bool notification = call.state == CallState::notification;
    add(notification ? Rung::Kind::notification : Rung::Kind::request, 0, call.sender, call.receiver,
        call.delivered.seen() || call.state == CallState::answered || call.state == CallState::returned,
        call.sent);
    for (size_t i = 0; i < call.hops.size(); ++i) {
        const Hop& hop = call.hops[i];
        add(Rung::Kind::forward, uint32_t(i), hop.from, hop.to, hop.delivered.seen(), hop.passed);
    }
    if (call.answered.seen())
        add(Rung::Kind::answer, 0, call.answerer ? call.answerer : call.last_receiver(), call.sender,
            call.returned.seen(), call.answered);
}

constexpr Row kExchangeReach = 256; // calls between the first and the last of one exchange

bool is_transfer(const Call& call) {
    // share_in .. delegate of abi::SystemMethod
    return call.state != CallState::notification && call.method >= 4 && call.method <= 8;
}

/// `later` is a transfer; was `first` open through the same phone when it was sent?
bool same_exchange(const CallLog& log, Row first, Row later) {
    const Call& a = log.at(first);
    const Call& b = log.at(later);
    return a.sender == b.sender && a.phone == b.phone && a.parent == 0 && b.parent == 0 && !is_transfer(a) &&
           a.state != CallState::notification && a.state != CallState::refused &&
           (!a.end().seen() || is_before(b.sent.sequence, a.end().sequence));
}

/// Where the call stays in the hands of one task: from its arrival to the next forward or the answer.
void add_activations(Ladder& ladder) {
    std::vector<Activation> open;
    for (uint32_t i = 0; i < ladder.rungs.size(); ++i) {
        const Rung& rung = ladder.rungs[i];
        if (rung.kind == Rung::Kind::notification)
            continue;
        if (rung.kind != Rung::Kind::request) {
            auto mine = std::find_if(open.rbegin(), open.rend(),
                                     [&](const Activation& a) { return a.row == rung.row; });
            if (mine != open.rend()) {
                mine->last = i;
                ladder.activations.push_back(*mine);
                open.erase(std::next(mine).base());
            }
        }
        if (rung.kind == Rung::Kind::answer)
            continue;
        auto around =
            std::count_if(open.begin(), open.end(), [&](const Activation& a) { return a.column == rung.to; });
        open.push_back({rung.to, rung.row, i, i, uint32_t(around)});
    }
    for (Activation& activation : open) {
        activation.last = uint32_t(ladder.rungs.size());
        ladder.activations.push_back(activation);
    }
}

} // namespace

Row root_of(const CallLog& log, Row row) {
    while (log.contains(log.at(row).parent_row))
        row = log.at(row).parent_row;
    if (!is_transfer(log.at(row)))
        return row;
    Row oldest = row - std::min<Row>(row - log.first_row(), kExchangeReach);
    for (Row before = row; before-- > oldest;)
        if (same_exchange(log, before, row))
            return before;
    return row;
}

std::vector<Row> calls_under(const CallLog& log, Row row, size_t limit, size_t* hidden) {
    std::vector<Row> found{row};
    Row newest = std::min(log.end_row(), row + kExchangeReach);
    for (Row later = row + 1; later < newest; ++later)
        if (is_transfer(log.at(later)) && same_exchange(log, row, later))
            found.push_back(later);
    for (size_t i = 0; i < found.size(); ++i)
        for (Row child = log.at(found[i]).first_child; log.contains(child);
             child = log.at(child).next_sibling)
            found.push_back(child);
    std::sort(found.begin(), found.end());
    if (hidden)
        *hidden = found.size() > limit ? found.size() - limit : 0;
    found.resize(std::min(found.size(), limit));
    return found;
}

Ladder make_ladder(const CallLog& log, Row row) {
    Ladder ladder;
    ladder.root = root_of(log, row);
    for (Row member : calls_under(log, ladder.root, Ladder::kMaxCalls, &ladder.hidden_calls))
        add_rungs(ladder, log.at(member), member);
    std::stable_sort(ladder.rungs.begin(), ladder.rungs.end(), [](const Rung& a, const Rung& b) {
        return is_before(a.moment.sequence, b.moment.sequence);
    });
    add_activations(ladder);
    return ladder;
}

} // namespace inspector

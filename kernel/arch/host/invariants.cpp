// SPDX-License-Identifier: MIT
#include "kernel/arch/host/invariants.hpp"

#include "kernel/kernel.hpp"

#include <map>
#include <set>
#include <vector>

namespace kernel::host {

namespace {

class Audit {
  public:
    std::string run() {
        kernel().tasks.for_each([&](Task& task) { visit_task(task); });
        kernel().hardware.resources.for_each([&](Resource& resource) { visit_resource(resource); });
        kernel().images.for_each([&](Image& image) {
            charge(image.payer, sizeof(Image));
            if (image.payer)
                images_[image.payer] += image.size;
        });
        if (kernel().monitor.memory())
            charge_block(kernel().monitor.payer(), kernel().monitor.memory_size());
        kernel().tasks.for_each([&](Task& task) {
            require(task.image_bytes == images_[&task], task,
                    "image bytes differ from the sum of its images");
        });
        for (SharedArea* area : areas_)
            charge_block(area->payer, sizeof(SharedArea));
        kernel().tasks.for_each([&](Task& task) {
            require(task.account.used() == charged_[&task], task,
                    "account differs from the sum of its objects");
            charged_.erase(&task);
        });
        require(charged_.empty(), "an object is charged to a dead task");
        require(kernel().heap.used() == total_, "the heap holds blocks that no object accounts for");
        return first_;
    }

  private:
    void require(bool condition, const std::string& what) {
        if (!condition && first_.empty())
            first_ = what;
    }
    void require(bool condition, const Task& task, const std::string& what) {
        require(condition, std::string(task.name) + ": " + what);
    }

    void charge_block(Task* payer, uint64_t size) {
        total_ += Heap::block_size(size);
        if (payer)
            charged_[payer] += Heap::block_size(size);
    }
    void charge(Task* payer, uint64_t size) { charge_block(payer, size); }

    void visit_task(Task& task) {
        total_ += task.handles.memory();
        charged_[&task] += task.handles.memory();
        if (task.arguments)
            charge(&task, task.arguments_size);
        task.phones.for_each([&](Phone& phone) { visit_phone(task, phone); });
        task.active_calls.for_each([&](Call& call) { visit_active(task, call); });
        task.areas.for_each([&](AreaMapping& mapping) { visit_mapping(task, mapping); });
        visit_box(task);
        visit_handles(task);
        require(task.timeout_node.linked() == (task.deadline >= 0), task, "deadline without timeout");
    }

    void visit_phone(Task& task, Phone& phone) {
        charge(&task, sizeof(Phone));
        require(phone.owner == &task, task, "owns a phone of somebody else");
        require((phone.state == PhoneState::connected) == (phone.callee != nullptr), task,
                "phone state and callee disagree");
        uint32_t active = 0;
        task.active_calls.for_each([&](Call& call) { active += call.caller_phone == &phone; });
        require(active == phone.active_calls, task, "phone counts other calls than it has");
        if (phone.state == PhoneState::connected || phone.state == PhoneState::slammed)
            require(task.handles.find_object<Phone>(phone.handle, abi::HandleType::phone) == &phone, task,
                    "handle of a phone does not lead to it");
        if (phone.state == PhoneState::connected)
            require(contains(phone.callee->connected_phones, phone) && phone.callee->owner().alive(), task,
                    "connected phone is unknown to its callee");
        if (phone.state == PhoneState::hung_up)
            require(phone.active_calls > 0 || phone.hang_up_call.state != CallState::idle, task,
                    "a hung-up phone that nothing needs was kept");
    }

    void visit_active(Task& task, Call& call) {
        charge(call.payer, sizeof(Call));
        require(call.sender == &task && call.payer == &task && call.caller_phone, task,
                "an active call belongs to somebody else");
        require(call.state != CallState::idle, task, "an active call is nowhere");
        if (call.state == CallState::answered)
            require(contains(task.box.answers, call), task, "an answered call is not in the answers");
        else if (call.state == CallState::incoming)
            require(contains(call.callee->incoming, call), task, "an incoming call is in no queue");
        else
            require(contains(call.callee->dispatched, call), task, "a dispatched call is in no queue");
    }

    void visit_mapping(Task& task, AreaMapping& mapping) {
        charge(&task, sizeof(AreaMapping));
        require(mapping.task == &task && contains(mapping.area->mappings, mapping), task,
                "area mapping in the wrong list");
        areas_.insert(mapping.area);
    }

    // A call that a box holds and that no living sender accounts for.
    void visit_held(Task& task, Call& call, CallState state) {
        require(call.state == state && call.callee == &task.box, task, "queued call in the wrong state");
        if (call.embedded) {
            Phone& phone = *call.caller_phone;
            require(phone.state == PhoneState::hung_up || phone.state == PhoneState::slammed, task,
                    "hang-up of a phone that is not hung up");
            if (!phone.owner)
                charge(call.payer, sizeof(Phone));
        } else if (!call.sender) {
            charge(call.payer, sizeof(Call));
            require(!call.payer || call.payer == &task, task, "holds a forgotten call that another pays for");
        }
    }

    void visit_box(Task& task) {
        task.box.incoming.for_each([&](Call& call) { visit_held(task, call, CallState::incoming); });
        task.box.dispatched.for_each([&](Call& call) {
            visit_held(task, call, CallState::dispatched);
            require(task.handles.find_object<Call>(call.handle, abi::HandleType::call) == &call, task,
                    "the right to answer does not lead to its call");
        });
        task.box.answers.for_each([&](Call& call) {
            require(call.state == CallState::answered && call.sender == &task, task,
                    "an answer lies at somebody who did not call");
        });
        task.box.notifications.for_each([&](Notification&) { charge(&task, sizeof(Notification)); });
        task.box.connected_phones.for_each([&](Phone& phone) {
            require(phone.callee == &task.box, task, "a phone that leads elsewhere is in the list");
        });
    }

    void visit_resource(Resource& resource) {
        charge(resource.owner, sizeof(Resource));
        Task& owner = *resource.owner;
        require(owner.alive(), "a dead task owns hardware");
        require(holders_[&resource] == std::vector<Task*>{&owner}, owner,
                "hardware has another number of handles than one, at its owner");
        require(!resource.subscription.task || resource.subscription.task == &owner, owner,
                "an interrupt is told to somebody else than its owner");
        const auto kind = resource.is_interrupt() ? abi::HardwareKind::interrupt : resource.kind;
        const uint64_t base = resource.is_interrupt() ? resource.line : resource.base;
        const uint64_t size = resource.is_interrupt() ? 1 : resource.size;
        auto& ranges = ranges_[kind];
        auto next = ranges.lower_bound(base);
        bool overlaps = next != ranges.end() && next->first < base + size;
        overlaps |= next != ranges.begin() && std::prev(next)->first + std::prev(next)->second > base;
        require(!overlaps, owner, "hardware has two owners");
        ranges[base] = size;
    }

    void visit_handles(Task& task) {
        uint32_t calls = 0;
        uint64_t dma = 0;
        task.handles.for_each([&](abi::Handle, HandleEntry& entry) {
            Resource* resource = resource_of(entry);
            if (resource)
                holders_[resource].push_back(&task);
            dma += resource && resource->kind == abi::HardwareKind::dma ? resource->size : 0;
            calls += entry.type == static_cast<uint32_t>(abi::HandleType::call);
        });
        require(calls == task.box.dispatched.size(), task,
                "has other rights to answer than dispatched calls");
        require(dma == task.dma_memory, task, "counts other dma memory than it has");
        require(task.handles.count() < abi::kMaxHandles, task, "counts too many handles");
    }

    template<typename ListType, typename T>
    static bool contains(const ListType& list, const T& wanted) {
        bool found = false;
        list.for_each([&](T& element) { found |= &element == &wanted; });
        return found;
    }

    std::string first_;
    std::map<Task*, uint64_t> images_; // bytes of executables
    std::map<Task*, uint64_t> charged_;
    std::set<SharedArea*> areas_;
    std::map<Resource*, std::vector<Task*>> holders_;
    std::map<abi::HardwareKind, std::map<uint64_t, uint64_t>> ranges_; // base, size
    uint64_t total_ = 0;
};

} // namespace

std::string find_contradiction() {
    return Audit().run();
}

} // namespace kernel::host

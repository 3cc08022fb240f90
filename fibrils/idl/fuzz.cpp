// SPDX-License-Identifier: MIT
// A target of libFuzzer: whatever stands in a file, the compiler neither crashes nor is silent. A text that
// is refused has a message that can be shown; one that is accepted has none but warnings, and a tree that is
// complete.
//
// A byte 0x1e separates the file from a second one, "b.idl". Other imports find the descriptions of the tree.
#include "fibrils/idl/compile.hpp"
#include "fibrils/idl/wire_hash.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace {

using namespace idl;

std::map<std::string, std::string> tree; // descriptions of servers by their paths

void require(bool holds, const char* claim) {
    if (holds)
        return;
    std::fprintf(stderr, "this does not hold: %s\n", claim);
    std::abort();
}

/// All fields of one message have places in its words that nothing else has.
class Places {
  public:
    void take(unsigned word, unsigned shift, unsigned bits) {
        require(word >= 1 && word <= 5 && bits >= 1 && shift + bits <= 64, "fields are inside of the words");
        const uint64_t mask = bits == 64 ? ~uint64_t(0) : ((uint64_t(1) << bits) - 1) << shift;
        require((taken_[word] & mask) == 0, "fields do not overlap");
        taken_[word] |= mask;
    }
    void take(const std::vector<Slot>& slots) {
        for (const Slot& slot : slots)
            take(slot.word, slot.shift, slot.bits);
    }

  private:
    uint64_t taken_[6] = {};
};

void check(const Attachment& attachment, Places& request) {
    const bool has_bytes = attachment.kind == Attachment::Kind::data ||
                           attachment.kind == Attachment::Kind::text ||
                           attachment.kind == Attachment::Kind::array;
    if (has_bytes)
        require(attachment.most >= 1 && attachment.most <= 65536 && attachment.least <= attachment.most,
                "sizes fit into a transfer");
    require((attachment.kind == Attachment::Kind::handles) ==
                (attachment.most_handles >= 1 && attachment.most_handles <= 16),
            "handles have a limit");
    require((attachment.kind == Attachment::Kind::array) == (attachment.record_type != nullptr),
            "arrays have records");
    require((attachment.kind == Attachment::Kind::callback) == (attachment.callback != nullptr),
            "callbacks have interfaces");
    require(!attachment.passed_to || attachment.passed_to->method, "what is passed on goes to a method");
    if (!attachment.is_inline)
        return;
    request.take({attachment.size_slot});
    require(attachment.word_count > 0, "what is inline has words");
    for (unsigned index = 0; index < attachment.word_count; index++)
        request.take(attachment.first_word + index, 0, 64);
}

void check(const Method& method) {
    Places request;
    Places answer;
    request.take(method.request);
    answer.take(method.answer);
    for (const Attachment& attachment : method.attachments)
        check(attachment, request);
    for (const Reference& called : method.calls)
        require(called.interface, "what is called is known");
    require((method.kind == Method::Class::forward) == (method.forwards_to && method.forwards_to->method),
            "forwards have a target");
    require(method.number >= 1024 && method.number < 2024, "ordinals are in their range");
}

void check_accepted(const Program& program) {
    for (const auto& unit : program.units) {
        for (const auto& structure : unit->structures)
            require(!structure->is_record || (structure->size >= 1 && structure->size <= 65536),
                    "records have a size");
        for (const auto& interface : unit->interfaces) {
            require(interface->id != 0, "interfaces have numbers");
            for (const Method& method : interface->methods)
                check(method);
        }
    }
    require(!to_json(program).empty(), "there is an intermediate file");
    for (const GeneratedFile& file : generate_cpp(program))
        require(!file.name.empty() && !file.text.empty(), "there is C++");
    Diagnostics diagnostics;
    check_frozen(program, program, diagnostics);
    require(diagnostics.list().empty(), "a description fits itself");
}

void check_report(const Diagnostic& entry, const Program& program) {
    require(entry.number >= 100 && entry.number < 400, "messages have numbers");
    require(!entry.message.empty(), "messages say something");
    require(entry.place.file < program.units.size() && entry.place.line >= 1 && entry.place.column >= 1,
            "messages have a place");
    const std::string text = show(entry, program);
    require(text.size() > entry.message.size() && text.back() == '\n', "messages can be shown");
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    const std::filesystem::path root = IDL_ROOT;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "servers"))
        if (entry.path().extension() == ".idl") {
            std::ifstream file(entry.path());
            tree[std::filesystem::relative(entry.path(), root)] =
                std::string(std::istreambuf_iterator<char>(file), {});
        }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const size_t border = text.find('\x1e');
    const auto read = [&](const std::string& path) -> std::optional<std::string> {
        if (path == "a.idl")
            return text.substr(0, border);
        if (path == "b.idl" && border != std::string::npos)
            return text.substr(border + 1);
        const auto found = tree.find(path);
        return found == tree.end() ? std::nullopt : std::optional(found->second);
    };
    Diagnostics diagnostics;
    const Program program = compile("a.idl", read, diagnostics);
    for (const Diagnostic& entry : diagnostics.list())
        check_report(entry, program);
    if (!diagnostics.has_errors())
        check_accepted(program);
    return 0;
}

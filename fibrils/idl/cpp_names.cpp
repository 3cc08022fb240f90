// SPDX-License-Identifier: MIT
#include "fibrils/idl/cpp_names.hpp"

#include <cctype>

namespace idl {

std::string camel(std::string_view name) {
    std::string result;
    bool upper = true;
    for (const char letter : name) {
        if (letter != '_')
            result += upper ? char(std::toupper(static_cast<unsigned char>(letter))) : letter;
        upper = letter == '_';
    }
    return result;
}

std::string stem(const std::string& path) {
    const std::string name = path.substr(path.rfind('/') + 1);
    return name.substr(0, name.rfind('.'));
}

std::string folder(const std::string& path) {
    return path.substr(0, path.rfind('/') + 1);
}

namespace {

std::string qualified(const std::string& own, const std::string& other, const std::string& name) {
    return own == other ? name : other + "::" + name;
}

std::string integer(bool is_signed, int bits) {
    const int size = bits <= 8 ? 8 : bits <= 16 ? 16 : bits <= 32 ? 32 : 64;
    return (is_signed ? "int" : "uint") + std::to_string(size) + "_t";
}

} // namespace

std::string cpp_type(const Type& type, const std::string& name_space) {
    switch (type.kind) {
    case Type::Kind::boolean:
        return "bool";
    case Type::Kind::handle:
        return "abi::Handle";
    case Type::Kind::enumeration: {
        const Enumeration& declared = *type.enumeration;
        return qualified(name_space, declared.name_space,
                         declared.name.text + (declared.is_flags ? "Flags" : ""));
    }
    case Type::Kind::structure:
        return qualified(name_space, type.structure->name_space, type.structure->name.text);
    case Type::Kind::integer:
        break;
    }
    return integer(type.is_signed, type.bits);
}

std::string cpp_type(const Field& field, const std::string& name_space) {
    const std::string type = cpp_type(field.type, name_space);
    return field.count ? "std::array<" + type + ", " + std::to_string(field.count->value) + ">" : type;
}

std::string literal(uint64_t value) {
    if (value == ~uint64_t(0))
        return "~uint64_t(0)";
    return std::to_string(value) + (value > 0x7fffffff ? "u" : "") + (value > 0xffffffff ? "ll" : "");
}

std::string comment(const std::string& documentation, std::string_view indent) {
    std::string text;
    for (size_t begin = 0; begin < documentation.size();) {
        const size_t end = std::min(documentation.find('\n', begin), documentation.size());
        text += indent;
        text += end > begin ? "/// " : "///";
        text += documentation.substr(begin, end - begin) + "\n";
        begin = end + 1;
    }
    return text;
}

std::string rooted(const std::string& path, const std::string& root) {
    const size_t end = path.find_first_of(".[");
    return end == std::string::npos ? root : root + path.substr(end);
}

} // namespace idl

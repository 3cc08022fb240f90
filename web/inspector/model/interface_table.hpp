// SPDX-License-Identifier: MIT
// Names of protocols and methods. They arrive at run time, from the same descriptions that the servers were
// built from; the methods and errors of the kernel itself are known from the start.
#pragma once

#include "web/inspector/model/field.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace inspector {

struct MethodName {
    std::string name;
    std::vector<Field> arguments; // of the request
    std::vector<Field> results;   // of the answer
};

class InterfaceTable {
  public:
    InterfaceTable();

    /// `id` is four letters, the first one in the lowest byte. A second description replaces the first.
    void add_interface(uint32_t id, std::string name);

    /// `arguments` and `results` are fields, see parse_fields.
    void add_method(uint32_t interface, uint32_t number, std::string name, const std::string& arguments,
                    const std::string& results);

    /// The name of a protocol, else its four letters, else its number; "" for none.
    std::string interface_name(uint32_t id) const;

    /// Null when nobody described the method. Methods of the kernel belong to every interface.
    const MethodName* method(uint32_t interface, uint32_t number) const;

    /// The name of a method, else its number.
    std::string method_name(uint32_t interface, uint32_t number) const;

    /// True for the methods that the kernel itself takes part in.
    static bool is_system_method(uint32_t number);

  private:
    std::unordered_map<uint32_t, std::string> interfaces_;
    std::unordered_map<uint64_t, MethodName>
        methods_; // interface << 32 | number; interface 0 for the kernel's
};

/// "no_entry" for 1; the number for errors that nobody knows.
std::string error_name(uint32_t error);

/// One English sentence about an error; never empty.
std::string error_text(uint32_t error);

} // namespace inspector

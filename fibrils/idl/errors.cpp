// SPDX-License-Identifier: MIT
#include "fibrils/idl/errors.hpp"

namespace idl {

const std::vector<std::pair<std::string_view, abi::Error>>& errors() {
    using abi::Error;
    static const std::vector<std::pair<std::string_view, Error>> kErrors = {
        {"no_entry", Error::no_entry},
        {"no_memory", Error::no_memory},
        {"limit", Error::limit},
        {"refused", Error::refused},
        {"forward_failed", Error::forward_failed},
        {"permission", Error::permission},
        {"hung_up", Error::hung_up},
        {"bad_party", Error::bad_party},
        {"exists", Error::exists},
        {"bad_memory", Error::bad_memory},
        {"not_supported", Error::not_supported},
        {"address_unavailable", Error::address_unavailable},
        {"timeout", Error::timeout},
        {"invalid", Error::invalid},
        {"busy", Error::busy},
        {"overflow", Error::overflow},
        {"interrupted", Error::interrupted},
        {"too_many_files", Error::too_many_files},
        {"name_too_long", Error::name_too_long},
        {"is_directory", Error::is_directory},
        {"not_directory", Error::not_directory},
        {"no_space", Error::no_space},
        {"not_empty", Error::not_empty},
        {"bad_file", Error::bad_file},
        {"domain", Error::domain},
        {"range", Error::range},
        {"cross_device", Error::cross_device},
        {"io", Error::io},
        {"too_many_links", Error::too_many_links},
        {"no_device", Error::no_device},
        {"no_file_system", Error::no_file_system},
        {"bad_checksum", Error::bad_checksum},
        {"stalled", Error::stalled},
        {"empty", Error::empty},
        {"negative_acknowledge", Error::negative_acknowledge},
        {"again", Error::again},
        {"broken_pipe", Error::broken_pipe},
        {"bad_executable", Error::bad_executable},
        {"protocol", Error::protocol},
        {"deadlock", Error::deadlock},
        {"read_only", Error::read_only},
    };
    return kErrors;
}

std::optional<abi::Error> find_error(std::string_view name) {
    for (const auto& [known, error] : errors())
        if (known == name)
            return error;
    return {};
}

} // namespace idl

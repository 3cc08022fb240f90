// SPDX-License-Identifier: MIT
#include "fibrils/idl/compile.hpp"
#include "fibrils/idl/cpp_files.hpp"
#include "fibrils/idl/cpp_names.hpp"

namespace idl {

std::vector<GeneratedFile> generate_cpp(const Program& program) {
    const std::string name = stem(program.units[0]->path);
    return {{name + "_types.hpp", types_header(program)},
            {name + "_client.hpp", client_header(program)},
            {name + "_client.cpp", client_source(program)},
            {name + "_server.hpp", server_header(program)},
            {name + "_server.cpp", server_source(program)},
            {name + "_description.hpp", description_header(program)}};
}

} // namespace idl

// SPDX-License-Identifier: MIT
#include "fibrils/lib/log.hpp"
#include "servers/archive/service.hpp"

int main() {
    const auto bytes = archive::load_boot_archive();
    if (!bytes.ok()) {
        lib::log("archive: cannot read the boot archive: ", bytes.error());
        return int(bytes.error());
    }
    static archive::Tree tree;
    static archive::Service service(tree);
    std::string problem;
    if (!tree.read(bytes.value(), problem).ok()) // the files before the damage may be enough
        lib::log("archive: ", std::string_view(problem));
    const auto registered = vfs::register_file_system(service, "archive", 0);
    if (!registered.ok())
        return int(registered.error());
    async::run();
}

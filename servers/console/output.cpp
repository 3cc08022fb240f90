// SPDX-License-Identifier: MIT
#include "servers/console/output.hpp"

namespace console {

std::string process_output(std::string_view bytes, const Attributes& attributes) {
    constexpr uint32_t kTranslate = kOutputProcess | kOutputNewline;
    if ((attributes.output & kTranslate) != kTranslate)
        return std::string(bytes);
    std::string processed;
    processed.reserve(bytes.size() + bytes.size() / 16 + 8);
    for (const char byte : bytes) {
        if (byte == '\n')
            processed += '\r';
        processed += byte;
    }
    return processed;
}

} // namespace console

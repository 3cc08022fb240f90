// SPDX-License-Identifier: MIT
// The command: reads descriptions of interfaces and writes what is made of them. README.md of this folder.
#include "fibrils/idl/compile.hpp"

#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>

namespace {

constexpr int kMistakes = 1;
constexpr int kUsage = 2;

struct Options {
    std::string file;
    std::string root = ".";
    std::string json;
};

int usage(const char* problem, const char* what) {
    std::fprintf(stderr, "idlc: %s%s\nusage: idlc FILE.idl --root FOLDER [--json FILE]\n", problem, what);
    return kUsage;
}

/// 0, or the status to end with.
int read_options(int count, char** words, Options& options) {
    for (int index = 1; index < count; index++) {
        const char* word = words[index];
        std::string* place = std::strcmp(word, "--root") == 0   ? &options.root
                             : std::strcmp(word, "--json") == 0 ? &options.json
                                                                : nullptr;
        if (place && ++index == count)
            return usage("something has to follow ", word);
        if (!place && (word[0] == '-' || !options.file.empty()))
            return usage("this makes no sense here: ", word);
        if (place)
            *place = words[index];
        else
            options.file = word;
    }
    return options.file.empty() ? usage("which file?", "") : 0;
}

std::optional<std::string> read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return {};
    return std::string(std::istreambuf_iterator<char>(file), {});
}

/// "-": standard output. A file that holds the same already keeps its time.
bool write_file(const std::string& path, const std::string& text) {
    if (path == "-")
        return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (read_file(path) == text)
        return true;
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (!file)
        std::fprintf(stderr, "idlc: %s cannot be written\n", path.c_str());
    return bool(file);
}

void print(const idl::Diagnostics& diagnostics, const idl::Program& program) {
    for (const idl::Diagnostic& entry : diagnostics.list())
        std::fputs(idl::show(entry, program).c_str(), stderr);
}

} // namespace

int main(int count, char** words) {
    Options options;
    if (const int status = read_options(count, words, options); status != 0)
        return status;
    idl::Diagnostics diagnostics;
    const auto read = [&](const std::string& path) { return read_file(options.root + "/" + path); };
    const idl::Program program = idl::compile(options.file, read, diagnostics);
    print(diagnostics, program);
    if (diagnostics.has_errors())
        return kMistakes;
    if (!options.json.empty() && !write_file(options.json, idl::to_json(program)))
        return kMistakes;
}

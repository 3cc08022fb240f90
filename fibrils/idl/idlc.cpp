// SPDX-License-Identifier: MIT
// The command: reads descriptions of interfaces and writes what is made of them. README.md of this folder.
#include "fibrils/idl/compile.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

constexpr int kMistakes = 1;
constexpr int kUsage = 2;

struct Options {
    std::string file;
    std::string root = ".";
    std::string json;
    std::string frozen;
    std::string cpp; // folder
};

int usage(const char* problem, const char* what) {
    std::fprintf(
        stderr,
        "idlc: %s%s\nusage: idlc FILE.idl --root FOLDER [--cpp FOLDER] [--json FILE] [--frozen FILE.idl]\n",
        problem, what);
    return kUsage;
}

/// Where what follows `word` belongs; null if it is no option.
std::string* find_option(Options& options, const std::string& word) {
    const std::pair<const char*, std::string*> known[] = {{"--root", &options.root},
                                                          {"--json", &options.json},
                                                          {"--frozen", &options.frozen},
                                                          {"--cpp", &options.cpp}};
    for (const auto& [name, place] : known)
        if (word == name)
            return place;
    return nullptr;
}

/// 0, or the status to end with.
int read_options(int count, char** words, Options& options) {
    for (int index = 1; index < count; index++) {
        const char* word = words[index];
        std::string* place = find_option(options, word);
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
    std::error_code problem;
    if (!std::filesystem::is_regular_file(path, problem))
        return {};
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

bool write_cpp(const std::string& folder, const idl::Program& program) {
    for (const idl::GeneratedFile& file : idl::generate_cpp(program))
        if (!write_file(folder + "/" + file.name, file.text))
            return false;
    return true;
}

void print(const idl::Diagnostics& diagnostics, const idl::Program& program) {
    for (const idl::Diagnostic& entry : diagnostics.list())
        std::fputs(idl::show(entry, program).c_str(), stderr);
}

/// Reads the file and what it imports; false after a mistake, which was printed.
bool compile(const std::string& file, const Options& options, idl::Program& program) {
    idl::Diagnostics diagnostics;
    const auto read = [&](const std::string& path) {
        return read_file(path == file && path[0] == '/' ? path : options.root + "/" + path);
    };
    program = idl::compile(file, read, diagnostics);
    print(diagnostics, program);
    return !diagnostics.has_errors();
}

bool is_compatible(const idl::Program& program, const Options& options) {
    idl::Program frozen;
    if (!compile(options.frozen, options, frozen))
        return false;
    idl::Diagnostics diagnostics;
    idl::check_frozen(program, frozen, diagnostics);
    print(diagnostics, program);
    return !diagnostics.has_errors();
}

} // namespace

int main(int count, char** words) {
    Options options;
    if (const int status = read_options(count, words, options); status != 0)
        return status;
    idl::Program program;
    if (!compile(options.file, options, program))
        return kMistakes;
    if (!options.frozen.empty() && !is_compatible(program, options))
        return kMistakes;
    if (!options.cpp.empty() && !write_cpp(options.cpp, program))
        return kMistakes;
    if (!options.json.empty() && !write_file(options.json, idl::to_json(program)))
        return kMistakes;
}

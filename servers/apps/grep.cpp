// SPDX-License-Identifier: MIT
#include "servers/apps/file_info.hpp"
#include "servers/apps/program.hpp"
#include "servers/apps/text_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <regex.h>
#include <unistd.h>

namespace {

constexpr apps::Usage kUsage{
    "grep [-EFchilnoqrvw] PATTERN [FILE...]",
    "Prints the lines in which a pattern is found. Status 1: there is none.\n"
    "  -i  capital or small letters alike    -v  the other lines    -w  whole words\n"
    "  -n  with line numbers    -c  only how many    -l  only names of files    -q  nothing\n"
    "  -o  only what was found    -r  files in directories, too    -h  no names of files\n"
    "  -F  the pattern is plain text    -E  extended pattern: + ? | ( )\n",
    "EFchilnoqrvwH", 1};

class Search {
  public:
    explicit Search(const apps::Arguments& arguments) : arguments_(arguments) {}

    /// False after a message when the pattern is wrong.
    bool compile(std::string pattern);
    void search_path(const std::string& path, bool named);
    void search_file(FILE* file, const std::string& name, bool named);
    int status() const { return status_ ? status_ : found_ ? 0 : 1; }

  private:
    bool match(const std::string& line, size_t from, regmatch_t& place) const;
    void print_line(const std::string& name, bool named, unsigned number, const std::string& line,
                    regmatch_t place);

    const apps::Arguments& arguments_;
    regex_t regex_;
    bool found_ = false;
    int status_ = 0;
    bool colours_ = isatty(1);
};

bool Search::compile(std::string pattern) {
    bool extended = arguments_.has('E');
    if (arguments_.has('F')) {
        std::string escaped;
        for (char c : pattern) {
            if (strchr(".[]*^$\\", c) && c != '\0')
                escaped += '\\';
            escaped += c;
        }
        pattern = escaped;
        extended = false;
    }
    if (arguments_.has('w'))
        pattern = extended ? "(^|[^[:alnum:]_])(" + pattern + ")([^[:alnum:]_]|$)"
                           : "\\(^\\|[^[:alnum:]_]\\)\\(" + pattern + "\\)\\([^[:alnum:]_]\\|$\\)";
    int flags = (extended ? REG_EXTENDED : 0) | (arguments_.has('i') ? REG_ICASE : 0);
    int error = regcomp(&regex_, pattern.c_str(), flags);
    if (error == 0)
        return true;
    char text[128];
    regerror(error, &regex_, text, sizeof text);
    apps::complain(std::string("wrong pattern: ") + text);
    return false;
}

bool Search::match(const std::string& line, size_t from, regmatch_t& place) const {
    regmatch_t places[3];
    if (regexec(&regex_, line.c_str() + from, 3, places, from > 0 ? REG_NOTBOL : 0) != 0)
        return false;
    place = places[arguments_.has('w') ? 2 : 0];
    place.rm_so += from;
    place.rm_eo += from;
    return true;
}

void Search::print_line(const std::string& name, bool named, unsigned number, const std::string& line,
                        regmatch_t place) {
    bool only = arguments_.has('o'), mark = colours_ && !arguments_.has('v');
    size_t printed = 0;
    auto head = [&] {
        if (named)
            printf(colours_ ? "\033[35m%s\033[0m:" : "%s:", name.c_str());
        if (arguments_.has('n'))
            printf(colours_ ? "\033[32m%u\033[0m:" : "%u:", number);
    };
    if (!only)
        head();
    bool more = mark || only;
    while (more) {
        size_t begin = place.rm_so, end = place.rm_eo;
        if (end > begin) { // an empty match is nothing to show
            if (only)
                head();
            else
                printf("%s", line.substr(printed, begin - printed).c_str());
            printf("%s%s%s", mark ? "\033[1;31m" : "", line.substr(begin, end - begin).c_str(),
                   mark ? "\033[0m" : "");
            if (only)
                putchar('\n');
            printed = end;
        }
        size_t next = end > begin ? end : end + 1;
        more = next < line.size() && match(line, next, place);
    }
    if (!only)
        printf("%s\n", line.substr(printed).c_str());
}

void Search::search_file(FILE* file, const std::string& name, bool named) {
    std::string line;
    unsigned number = 0, count = 0;
    while (apps::read_line(file, line) && !apps::output_failed()) {
        ++number;
        if (line.find('\0') != std::string::npos) { // not text: only whether it matches
            for (char& c : line)
                c = c == '\0' ? '\n' : c;
        }
        regmatch_t place = {};
        if (match(line, 0, place) == arguments_.has('v'))
            continue;
        ++count;
        found_ = true;
        if (arguments_.has('q'))
            return;
        if (arguments_.has('l')) {
            printf("%s\n", name.c_str());
            return;
        }
        if (!arguments_.has('c'))
            print_line(name, named, number, line, place);
    }
    if (arguments_.has('c') && !arguments_.has('q')) {
        if (named)
            printf("%s:", name.c_str());
        printf("%u\n", count);
    }
}

void Search::search_path(const std::string& path, bool named) {
    struct stat attributes;
    if (stat(path.c_str(), &attributes) != 0) {
        apps::complain_about(path);
        status_ = 2;
    } else if (!S_ISDIR(attributes.st_mode)) {
        FILE* file = fopen(path.c_str(), "r");
        if (!file) {
            apps::complain_about(path);
            status_ = 2;
            return;
        }
        search_file(file, path, named);
        fclose(file);
    } else if (!arguments_.has('r')) {
        apps::complain(path + ": is a directory (-r looks into directories)");
        status_ = 2;
    } else if (DIR* directory = opendir(path.c_str())) {
        while (const dirent* entry = readdir(directory))
            if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
                search_path(apps::join(path, entry->d_name), named);
        closedir(directory);
    }
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    std::vector<std::string> paths(arguments.operands().begin() + 1, arguments.operands().end());
    Search search(arguments);
    if (!search.compile(arguments.operands()[0]))
        return 2;
    bool named = (paths.size() > 1 || arguments.has('r') || arguments.has('H')) && !arguments.has('h');
    if (paths.empty() && arguments.has('r'))
        paths.push_back(".");
    if (paths.empty())
        search.search_file(stdin, "-", false);
    for (const auto& path : paths)
        search.search_path(path, named);
    int status = search.status();
    int finished = apps::finish(0);
    return finished && status < 2 ? finished : status;
}

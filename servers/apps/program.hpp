// SPDX-License-Identifier: MIT
// What the programs have in common: options, usage, messages, the end.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace apps {

struct Usage {
    const char* line;    // "cat [-n] [FILE...]", begins with the name
    const char* text;    // the rest of --help: what it does, then one line an option
    const char* options; // letters; "n:" is one with a value
    int minimum = 0;     // operands
    int maximum = 1 << 30;
};

/// The arguments of a program, taken apart. Wrong ones are reported here, with the usage line.
class Arguments {
  public:
    /// Understands -a -b, -ab, -n 5, -n5, -- and --help.
    Arguments(int count, char** values, const Usage& usage);

    /// False when the program has to return status() at once: 2 after wrong arguments, 0 after --help.
    bool ok() const { return status_ < 0; }
    int status() const { return status_; }

    bool has(char option) const;
    /// Of the last -option VALUE; null when it was not given.
    const char* value(char option) const;
    /// The value as a number from `least` to `most`; `otherwise` when it was not given. A wrong one is
    /// reported and makes ok() false.
    long long number(char option, long long otherwise, long long least, long long most);
    const std::vector<std::string>& operands() const { return operands_; }

    /// "name: message" and the usage line on the error output; returns 2.
    int wrong(const std::string& message);

  private:
    struct Option {
        char letter;
        const char* value;
    };
    bool take_options(const char* cluster, int count, char** values, int& index);

    const Usage& usage_;
    std::vector<Option> options_;
    std::vector<std::string> operands_;
    int status_ = -1;
};

/// The name of the running program, for messages. Set by Arguments.
const std::string& program_name();
void set_program_name(std::string_view name);

/// "cat: message"; returns 1.
int complain(const std::string& message);
/// "cat: /x: no such file or directory" from errno; returns 1.
int complain_about(const std::string& subject);
/// What an errno means, with a small first letter.
std::string describe_error(int number);

/// Flushes the output and says so when something could not be written (full file system, nobody reads the
/// pipe). Returns `status`, or 1 after a write error.
int finish(int status);
/// True when the output is broken: programs that write without end stop then.
bool output_failed();

/// A whole number in decimal; false when the text is anything else or out of range.
bool parse_number(std::string_view text, long long& number);

/// `directory`/`name`, without doubling the slash.
std::string join(const std::string& directory, const std::string& name);
/// The part behind the last '/', trailing ones ignored; "/" for the root.
std::string base_name(std::string path);

/// 1234 -> "1.2K"; less than 1024 as it is.
std::string human_size(unsigned long long bytes);

/// Columns of the terminal on descriptor 1, 80 when it is none.
int terminal_columns();
int terminal_rows();

/// Columns that UTF-8 text takes.
int display_width(std::string_view text);
/// The text, followed by blanks up to `width`.
std::string pad(std::string_view text, int width);

} // namespace apps

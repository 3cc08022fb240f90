// SPDX-License-Identifier: MIT
// What /etc/system.conf says for those who look at the system as a whole (the models of .tools/verify, the
// inspector): who provides which interface and calls which. init only sees to it that it is well-formed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace init {

/// "NAME" or "NAMESPACE.NAME", as in a description.
bool is_interface(std::string_view text);

/// Of `provides=` and `uses=`: at least one interface, separated by commas.
bool is_interface_list(std::string_view text);

/// Of `serving=`: at least one "INTERFACE>INTERFACE", separated by commas.
bool is_effect_list(std::string_view text);

/// Of `pool=`: how many calls are served at the same time, 1 to 999.
bool is_pool(std::string_view text);

/// What is wrong with the words of `waive NAME/INTERFACE -> NAME/INTERFACE because REASON`; "": nothing.
std::string check_waiver(const std::vector<std::string>& words);

/// What is wrong with the words of `talks NAME INTERFACE ORDER`; "": nothing.
std::string check_talk(const std::vector<std::string>& words);

} // namespace init

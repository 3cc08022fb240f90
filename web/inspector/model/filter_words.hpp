// SPDX-License-Identifier: MIT
// The short words of a filter: a bare word, task:vfs, is:error, id:812. The twin in TypeScript is
// web/page/filter/words.ts.
#pragma once

#include "web/inspector/model/filter_fields.hpp"
#include "web/inspector/model/filter_tokens.hpp"

namespace inspector {

/// The test of one word that is in no comparison; with a problem, one that never holds.
FilterTest test_of_word(const FilterToken& token, FilterProblem& problem);

} // namespace inspector

// SPDX-License-Identifier: MIT
// One comparison of a filter: a field, an operator, and a value or another field. The twin in TypeScript is
// web/page/filter/comparison.ts.
#pragma once

#include "web/inspector/model/filter_fields.hpp"
#include "web/inspector/model/filter_tokens.hpp"

namespace inspector {

/// Lower-case copy (ASCII).
std::string lower_case(std::string text);

/// Whether `text` is a number of at most `digits` digits.
bool is_number(const std::string& text, size_t digits);

/// The test that these three tokens describe; with a problem, one that never holds.
FilterTest compare(const FilterToken& name, const FilterToken& op, const FilterToken& value,
                   FilterProblem& problem);

} // namespace inspector

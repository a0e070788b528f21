#pragma once
#include <vterm.h>

// Bit fields do not come into Swift; these read them.
static inline int stoa_cell_is_reverse(const VTermScreenCell *cell) { return cell->attrs.reverse; }
static inline int stoa_cell_is_bold(const VTermScreenCell *cell) { return cell->attrs.bold; }
static inline int stoa_cell_is_underlined(const VTermScreenCell *cell) { return cell->attrs.underline; }

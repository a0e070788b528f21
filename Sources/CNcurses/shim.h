#pragma once
#define NCURSES_WIDECHAR 1
#include <locale.h>
#include <ncurses.h>

// Swift 6 refuses mutable globals of C; these read them.
static inline WINDOW *stoa_standard_screen(void) { return stdscr; }
static inline int stoa_lines(void) { return LINES; }
static inline int stoa_columns(void) { return COLS; }
static inline int stoa_colors(void) { return COLORS; }

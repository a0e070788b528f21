#pragma once
#define NCURSES_WIDECHAR 1
#include <locale.h>
#include <ncurses.h>

// Swift 6 refuses mutable globals of C; these read them.
static inline WINDOW *stoa_standard_screen(void) { return stdscr; }
static inline int stoa_lines(void) { return LINES; }
static inline int stoa_columns(void) { return COLS; }
static inline int stoa_colors(void) { return COLORS; }

// The program's own terminal; a null result means that it cannot be driven, where initscr would end the program.
static inline SCREEN *stoa_open_terminal(void) { return newterm(NULL, stdout, stdin); }

// Whether the cursor can be sent to any cell (terminfo(5), "cup"); a terminal without shows only scraps.
static inline bool stoa_can_address_cursor(void) {
    const char *found = tigetstr("cup");
    return found != NULL && found != (const char *)-1;
}

// Sets the look of what is written next; `pair` may be above 255 (curs_attr(3X), "extended color").
static inline void stoa_set_style(attr_t attributes, int pair) {
    attr_set(attributes, (short)pair, &pair);
}

#pragma once
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>

// Reads what terminfo(5) knows of a terminal; false when it knows nothing, where setupterm would end the program.
static inline bool stoa_find_terminal(const char *name) {
    int found = 0;
    return setupterm(name, 1, &found) == OK;
}

// A sequence of the terminal that was found last; null when it has none of this name.
static inline const char *stoa_sequence(const char *name) {
    const char *found = tigetstr(name);
    return found == (const char *)-1 ? NULL : found;
}

// A sequence with its two numbers filled in; valid until the next call. tiparm(3X) takes any number of them, as Swift
// cannot.
static inline const char *stoa_filled(const char *sequence, int first, int second) {
    return tiparm(sequence, first, second);
}

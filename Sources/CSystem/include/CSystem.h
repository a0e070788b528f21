#pragma once
// The few calls of Linux that Swift's own overlay does not import.

/// Takes (1) or gives back (0) an open file description lock over the whole file, without waiting
/// (fcntl(2), F_OFD_SETLK). Returns 0, or -1 with errno set.
int stoa_lock(int descriptor, int take);

/// From now on SIGWINCH, SIGCONT, SIGHUP, SIGTERM, SIGINT and SIGTSTP each write their number as a byte into `descriptor`.
void stoa_signals_to(int descriptor);

/// Stops the program and all that its terminal runs with it, as Ctrl-z does in the shell; returns when it goes on.
void stoa_stop(void);

/// A pipe whose ends neither wait nor outlive an exec (pipe2(2)); both ends are -1 when there is none.
void stoa_pipe(int *read_end, int *write_end);

/// Columns of a code point by wcwidth(3) and the locale of the process; -1 when it is not drawn.
int stoa_column_width(unsigned int code_point);

/// The kind of file system that a path lies on, as statfs(2) numbers them; 0 when that cannot be told.
unsigned int stoa_file_system_kind(const char *path);

/// As `stoa_lock(descriptor, 1)`, but waits until the lock is free (F_OFD_SETLKW).
int stoa_lock_wait(int descriptor);

/// Writes out what standard output still holds. Returns 0, or -1 with errno set when something did not get through;
/// that its reader has gone away is no failure.
int stoa_finish_output(void);

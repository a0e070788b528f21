#pragma once
#include <sys/types.h>

/// Starts a program on a new pseudo-terminal of the given size (forkpty(3)). `uid` and `gid` of -1 keep the caller's.
/// Returns the process id and stores the controlling side in `*controller`, or -1 with errno set.
pid_t stoa_spawn_on_terminal(
    const char *path, char *const arguments[], char *const environment[], const char *directory,
    int rows, int columns, long uid, long gid, int *controller);

/// Starts a program between three descriptors, which it has as its standard ones, and no other of the caller's. Returns the
/// process id, or -1 with errno set; a program that cannot be run ends with 127.
pid_t stoa_spawn_between(
    const char *path, char *const arguments[], char *const environment[], const char *directory,
    const int descriptors[3]);

/// A pipe whose ends do not outlive an exec (pipe2(2)). Returns 0, or -1 with errno set.
int stoa_pipe_between(int ends[2]);

#pragma once
#include <sys/types.h>

/// Starts a program on a new pseudo-terminal of the given size (forkpty(3)). `uid` and `gid` of -1 keep the caller's.
/// Returns the process id and stores the controlling side in `*controller`, or -1 with errno set.
pid_t stoa_spawn_on_terminal(
    const char *path, char *const arguments[], char *const environment[], const char *directory,
    int rows, int columns, long uid, long gid, int *controller);

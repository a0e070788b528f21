#define _GNU_SOURCE
#include "CPseudoTerminal.h"
#include <fcntl.h>
#include <grp.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

pid_t stoa_spawn_on_terminal(
    const char *path, char *const arguments[], char *const environment[], const char *directory,
    int rows, int columns, long uid, long gid, int *controller) {
    struct winsize size;
    memset(&size, 0, sizeof size);
    size.ws_row = (unsigned short)rows;
    size.ws_col = (unsigned short)columns;
    pid_t child = forkpty(controller, 0, 0, &size);
    if (child != 0) {
        // Were another program to inherit it, closing it here would not take the terminal away.
        if (child > 0) fcntl(*controller, F_SETFD, FD_CLOEXEC);
        return child;
    }
    close_range(3, ~0U, 0);
    // The threads of a test runner block signals; a program that a person starts has none blocked.
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, 0);
    if (directory && chdir(directory) != 0) _exit(126);
    if (gid >= 0 && (setgroups(0, 0) != 0 || setgid((gid_t)gid) != 0)) _exit(126);
    if (uid >= 0 && setuid((uid_t)uid) != 0) _exit(126);
    execve(path, arguments, environment);
    _exit(127);
}

pid_t stoa_spawn_between(
    const char *path, char *const arguments[], char *const environment[], const char *directory,
    const int descriptors[3]) {
    pid_t child = fork();
    if (child != 0) return child;
    for (int stream = 0; stream < 3; stream++) {
        if (dup2(descriptors[stream], stream) < 0) _exit(126);
    }
    close_range(3, ~0U, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, 0);
    signal(SIGPIPE, SIG_DFL);
    if (directory && chdir(directory) != 0) _exit(126);
    execve(path, arguments, environment);
    _exit(127);
}

int stoa_pipe_between(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

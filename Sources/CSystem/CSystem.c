#define _GNU_SOURCE
#include "CSystem.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <wchar.h>

static int lock_with(int descriptor, int command, short type) {
    struct flock lock;
    memset(&lock, 0, sizeof lock);
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    return fcntl(descriptor, command, &lock);
}

int stoa_lock(int descriptor, int take) {
    return lock_with(descriptor, F_OFD_SETLK, take ? F_WRLCK : F_UNLCK);
}

int stoa_lock_wait(int descriptor) {
    return lock_with(descriptor, F_OFD_SETLKW, F_WRLCK);
}

unsigned int stoa_file_system_kind(const char *path) {
    struct statfs status;
    return statfs(path, &status) == 0 ? (unsigned int)status.f_type : 0;
}

int stoa_column_width(unsigned int code_point) {
    return wcwidth((wchar_t)code_point);
}

static volatile int signal_descriptor = -1;

static void note_signal(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    // A full pipe loses nothing: the same number is in it already.
    ssize_t written = write(signal_descriptor, &byte, 1);
    (void)written;
    errno = saved;
}

void stoa_signals_to(int descriptor) {
    static const int numbers[] = {SIGWINCH, SIGCONT, SIGHUP, SIGTERM, SIGINT, SIGTSTP};
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = note_signal;
    action.sa_flags = SA_RESTART;
    signal_descriptor = descriptor;
    sigset_t unblocked;
    sigemptyset(&unblocked);
    for (unsigned i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        sigaction(numbers[i], &action, 0);
        sigaddset(&unblocked, numbers[i]);
    }
    // Whoever started the program may have had them blocked.
    sigprocmask(SIG_UNBLOCK, &unblocked, 0);
}

void stoa_stop(void) {
    struct sigaction ours, usual;
    memset(&usual, 0, sizeof usual);
    usual.sa_handler = SIG_DFL;
    sigaction(SIGTSTP, &usual, &ours);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &ours, 0);
}

void stoa_pipe(int *read_end, int *write_end) {
    int ends[2] = {-1, -1};
    if (pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0) ends[0] = ends[1] = -1;
    *read_end = ends[0];
    *write_end = ends[1];
}

int stoa_finish_output(void) {
    int reason = ferror(stdout) ? EIO : 0;
    if (fflush(stdout) != 0) reason = errno;
    struct pollfd output = {.fd = STDOUT_FILENO};
    if (reason == 0 || reason == EPIPE || (poll(&output, 1, 0) > 0 && (output.revents & POLLERR))) return 0;
    errno = reason;
    return -1;
}

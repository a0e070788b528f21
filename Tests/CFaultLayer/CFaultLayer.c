// Stands between a program and the system's calls that write, sync, make, rename, cut, remove, lock and set modes, for
// tests of what becomes of a program when one of them goes wrong. Loaded by LD_PRELOAD; children are left alone.
//
//   FAULTS_BELOW    the folder whose files count; calls about others pass
//   FAULTS_LOG      a file that gets a line for each call: its name, what it may answer, its path
//   FAULTS_AT       the number of the call to be hit, from 1; with a '+' behind it, all that follow too
//   FAULTS_WITH     what happens to it: killed-before, killed-after, killed-halfway, short, filling (short, and from there on
//                   ENOSPC), or an error as `EIO`
//   FAULTS_CONTROL  a file of two 64-bit numbers, read again at each call: whether calls count (not 0), and the
//                   nanoseconds by which the wall clock is off
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

// What a call may answer, by its manual page; what a test may choose from.
#define KILLS "killed-before,killed-after"
struct kind { const char *name, *faults; };
static const struct kind
    write_kind = {"write", KILLS ",killed-halfway,short,filling,EIO,ENOSPC,EDQUOT,EINTR"},
    sync_kind = {"sync", KILLS ",EIO,ENOSPC,EDQUOT,EINTR"},
    create_kind = {"create", KILLS ",EIO,ENOSPC,EDQUOT,EACCES,EROFS,EINTR"},
    open_kind = {"open", "EIO,EACCES,EROFS,EINTR"},
    folder_kind = {"folder", KILLS ",EIO,ENOSPC,EDQUOT,EACCES,EROFS"},
    rename_kind = {"rename", KILLS ",EIO,ENOSPC,EDQUOT,EACCES,EROFS"},
    link_kind = {"link", KILLS ",EIO,ENOSPC,EDQUOT,EACCES,EROFS"},
    remove_kind = {"remove", KILLS ",EIO,EACCES,EROFS"},
    cut_kind = {"cut", KILLS ",EIO,EROFS,EINTR"},
    mode_kind = {"mode", KILLS ",EIO,EPERM,EROFS"},
    lock_kind = {"lock", "EIO,ENOLCK"},
    wait_kind = {"wait", "EIO,ENOLCK,EINTR"};

static const struct { const char *name; int number; } errors[] = {
    {"EIO", EIO}, {"ENOSPC", ENOSPC}, {"EDQUOT", EDQUOT}, {"EACCES", EACCES}, {"EROFS", EROFS}, {"EINTR", EINTR},
    {"EPERM", EPERM}, {"ENOLCK", ENOLCK},
};

struct control { int64_t counts, clock; };

static char below[PATH_MAX];
static char with[32];
static long at;
static int stays, error_number;
static int record = -1;
static atomic_long calls;
static volatile struct control *control;

#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static void set(char *place, size_t size, const char *variable) {
    const char *value = getenv(variable);
    if (value) snprintf(place, size, "%s", value);
}

__attribute__((constructor)) static void begin(void) {
    char number[32] = "";
    const char *folder = getenv("FAULTS_BELOW");
    if (folder && !realpath(folder, below)) below[0] = 0;
    set(with, sizeof with, "FAULTS_WITH");
    set(number, sizeof number, "FAULTS_AT");
    at = atol(number);
    stays = strchr(number, '+') != 0;
    for (unsigned i = 0; i < sizeof errors / sizeof errors[0]; i++)
        if (strcmp(with, errors[i].name) == 0) error_number = errors[i].number;
    const char *log = getenv("FAULTS_LOG"), *steering = getenv("FAULTS_CONTROL");
    if (log) {
        int opened = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
        // Out of the way of the numbers that the program's own files get.
        record = fcntl(opened, F_DUPFD_CLOEXEC, 800);
        close(opened);
    }
    if (steering) {
        int opened = open(steering, O_RDONLY | O_CLOEXEC);
        void *mapped = mmap(0, sizeof *control, PROT_READ, MAP_SHARED, opened, 0);
        if (mapped != MAP_FAILED) control = mapped;
        close(opened);
    }
    unsetenv("LD_PRELOAD");
}

static int path_of(int descriptor, char *path) {
    char name[64];
    snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(name, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return 1;
}

static void path_in(int folder, const char *name, char *path) {
    char whole[PATH_MAX];
    path[0] = 0;
    if (name[0] != '/') {
        if (folder == AT_FDCWD ? getcwd(whole, sizeof whole) == 0 : !path_of(folder, whole)) return;
        if (snprintf(path, PATH_MAX, "%s/%s", whole, name) >= PATH_MAX) path[0] = 0;
    } else if (snprintf(path, PATH_MAX, "%s", name) >= PATH_MAX) {
        path[0] = 0;
    }
    char *written = path;
    for (const char *read = path; *read; read++)
        if (*read != '/' || read[1] != '/') *written++ = *read;
    *written = 0;
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static int may(const struct kind *kind) {
    const char *found = strstr(kind->faults, with);
    return found && with[0];
}

/// What happens to a call.
enum hit { passes, fails, is_short, is_halved, is_last };

static enum hit count(const struct kind *kind, const char *path) {
    size_t length = strlen(below);
    if (!length || strncmp(path, below, length) != 0 || (path[length] != '/' && path[length])) return passes;
    if (control && !control->counts) return passes;
    long number = atomic_fetch_add(&calls, 1) + 1;
    if (record >= 0) {
        char line[PATH_MAX + 128];
        int size = snprintf(line, sizeof line, "%s %s %s\n", kind->name, kind->faults, path);
        REAL(write);
        if (size > 0) (void)!real(record, line, (size_t)size);
    }
    if (at && strcmp(with, "filling") == 0 && number > at && strstr(kind->faults, "ENOSPC")) {
        errno = ENOSPC;
        return fails;
    }
    if (!at || (stays ? number < at : number != at) || !may(kind)) return passes;
    if (strcmp(with, "killed-before") == 0) die();
    if (strcmp(with, "killed-after") == 0) return is_last;
    if (strcmp(with, "killed-halfway") == 0) return is_halved;
    if (strcmp(with, "short") == 0 || strcmp(with, "filling") == 0) return is_short;
    errno = error_number;
    return error_number ? fails : passes;
}

static enum hit count_open(const struct kind *kind, int descriptor) {
    char path[PATH_MAX];
    return path_of(descriptor, path) ? count(kind, path) : passes;
}

static enum hit count_named(const struct kind *kind, int folder, const char *name) {
    char path[PATH_MAX];
    path_in(folder, name, path);
    return count(kind, path);
}

#define AROUND(counted, call) \
    enum hit happens = counted; \
    if (happens == fails) return -1; \
    int saved = errno; \
    __typeof__(call) answer = call; \
    if (happens == is_last || happens == is_halved) die(); \
    if (answer != -1) errno = saved; \
    return answer

// MARK: - Writing

static size_t part(enum hit hit, size_t size) {
    return hit == is_halved || (hit == is_short && size > 1) ? size / 2 : size;
}

ssize_t write(int descriptor, const void *bytes, size_t size) {
    REAL(write);
    AROUND(count_open(&write_kind, descriptor), real(descriptor, bytes, part(happens, size)));
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t place) {
    REAL(pwrite);
    AROUND(count_open(&write_kind, descriptor), real(descriptor, bytes, part(happens, size), place));
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t place) {
    REAL(pwrite64);
    AROUND(count_open(&write_kind, descriptor), real(descriptor, bytes, part(happens, size), place));
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
    REAL(writev);
    AROUND(count_open(&write_kind, descriptor), real(descriptor, parts, happens == passes ? count : (count + 1) / 2));
}

int fsync(int descriptor) {
    REAL(fsync);
    AROUND(count_open(&sync_kind, descriptor), real(descriptor));
}

int fdatasync(int descriptor) {
    REAL(fdatasync);
    AROUND(count_open(&sync_kind, descriptor), real(descriptor));
}

int ftruncate(int descriptor, off_t size) {
    REAL(ftruncate);
    AROUND(count_open(&cut_kind, descriptor), real(descriptor, size));
}

int ftruncate64(int descriptor, off64_t size) {
    REAL(ftruncate64);
    AROUND(count_open(&cut_kind, descriptor), real(descriptor, size));
}

int fchmod(int descriptor, mode_t mode) {
    REAL(fchmod);
    AROUND(count_open(&mode_kind, descriptor), real(descriptor, mode));
}

int chmod(const char *path, mode_t mode) {
    REAL(chmod);
    AROUND(count_named(&mode_kind, AT_FDCWD, path), real(path, mode));
}

// MARK: - Making and opening

static enum hit count_opening(int folder, const char *name, int flags) {
    if ((flags & O_ACCMODE) == O_RDONLY && !(flags & O_CREAT)) return passes;
    struct stat status;
    int is_new = (flags & O_CREAT) && fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0;
    return count_named(is_new ? &create_kind : flags & O_TRUNC ? &cut_kind : &open_kind, folder, name);
}

#define MODE(flags) \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
        va_list more; \
        va_start(more, flags); \
        mode = va_arg(more, mode_t); \
        va_end(more); \
    }

int open(const char *path, int flags, ...) {
    MODE(flags)
    REAL(open);
    AROUND(count_opening(AT_FDCWD, path, flags), real(path, flags, mode));
}

int open64(const char *path, int flags, ...) {
    MODE(flags)
    REAL(open64);
    AROUND(count_opening(AT_FDCWD, path, flags), real(path, flags, mode));
}

int openat(int folder, const char *path, int flags, ...) {
    MODE(flags)
    REAL(openat);
    AROUND(count_opening(folder, path, flags), real(folder, path, flags, mode));
}

int openat64(int folder, const char *path, int flags, ...) {
    MODE(flags)
    REAL(openat64);
    AROUND(count_opening(folder, path, flags), real(folder, path, flags, mode));
}

int mkstemp(char *path) {
    REAL(mkstemp);
    AROUND(count_named(&create_kind, AT_FDCWD, path), real(path));
}

int mkostemp(char *path, int flags) {
    REAL(mkostemp);
    AROUND(count_named(&create_kind, AT_FDCWD, path), real(path, flags));
}

// That a folder is there already is answered before anything else.
static enum hit count_folder(int folder, const char *path) {
    struct stat status;
    return fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0 ? passes : count_named(&folder_kind, folder, path);
}

int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    AROUND(count_folder(AT_FDCWD, path), real(path, mode));
}

int mkdirat(int folder, const char *path, mode_t mode) {
    REAL(mkdirat);
    AROUND(count_folder(folder, path), real(folder, path, mode));
}

// MARK: - Names

int rename(const char *from, const char *to) {
    REAL(rename);
    AROUND(count_named(&rename_kind, AT_FDCWD, to), real(from, to));
}

int renameat(int from_folder, const char *from, int folder, const char *to) {
    REAL(renameat);
    AROUND(count_named(&rename_kind, folder, to), real(from_folder, from, folder, to));
}

int renameat2(int from_folder, const char *from, int folder, const char *to, unsigned flags) {
    REAL(renameat2);
    AROUND(count_named(&rename_kind, folder, to), real(from_folder, from, folder, to, flags));
}

int link(const char *from, const char *to) {
    REAL(link);
    AROUND(count_named(&link_kind, AT_FDCWD, to), real(from, to));
}

int linkat(int from_folder, const char *from, int folder, const char *to, int flags) {
    REAL(linkat);
    AROUND(count_named(&link_kind, folder, to), real(from_folder, from, folder, to, flags));
}

int symlink(const char *target, const char *path) {
    REAL(symlink);
    AROUND(count_named(&link_kind, AT_FDCWD, path), real(target, path));
}

int unlink(const char *path) {
    REAL(unlink);
    AROUND(count_named(&remove_kind, AT_FDCWD, path), real(path));
}

int unlinkat(int folder, const char *path, int flags) {
    REAL(unlinkat);
    AROUND(count_named(&remove_kind, folder, path), real(folder, path, flags));
}

int rmdir(const char *path) {
    REAL(rmdir);
    AROUND(count_named(&remove_kind, AT_FDCWD, path), real(path));
}

// MARK: - Locks

static enum hit count_lock(int descriptor, int command, const void *argument) {
    // Giving a lock back does not fail.
    int locks = command == F_SETLKW || command == F_SETLK || command == F_OFD_SETLK || command == F_OFD_SETLKW;
    if (!locks || ((const struct flock *)argument)->l_type == F_UNLCK) return passes;
    if (command == F_SETLKW || command == F_OFD_SETLKW) return count_open(&wait_kind, descriptor);
    return count_open(&lock_kind, descriptor);
}

#define ARGUMENT(command) \
    va_list more; \
    va_start(more, command); \
    void *argument = va_arg(more, void *); \
    va_end(more)

int fcntl(int descriptor, int command, ...) {
    ARGUMENT(command);
    REAL(fcntl);
    AROUND(count_lock(descriptor, command, argument), real(descriptor, command, argument));
}

int fcntl64(int descriptor, int command, ...) {
    ARGUMENT(command);
    REAL(fcntl64);
    AROUND(count_lock(descriptor, command, argument), real(descriptor, command, argument));
}

int flock(int descriptor, int command) {
    REAL(flock);
    AROUND(count_open(command & LOCK_NB ? &lock_kind : &wait_kind, descriptor), real(descriptor, command));
}

// MARK: - The wall clock

static void shift(struct timespec *moment) {
    if (!control || !control->clock) return;
    int64_t all = (int64_t)moment->tv_sec * 1000000000 + moment->tv_nsec + control->clock;
    if (all < 0) all = 0;
    moment->tv_sec = all / 1000000000;
    moment->tv_nsec = all % 1000000000;
}

int clock_gettime(clockid_t clock, struct timespec *moment) {
    REAL(clock_gettime);
    int answer = real(clock, moment);
    if (answer == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) shift(moment);
    return answer;
}

int gettimeofday(struct timeval *restrict moment, void *restrict zone) {
    (void)zone;
    struct timespec precise;
    if (clock_gettime(CLOCK_REALTIME, &precise) != 0) return -1;
    moment->tv_sec = precise.tv_sec;
    moment->tv_usec = precise.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *place) {
    struct timespec moment = {0};
    clock_gettime(CLOCK_REALTIME, &moment);
    if (place) *place = moment.tv_sec;
    return moment.tv_sec;
}

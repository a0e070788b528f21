#define _GNU_SOURCE
#include "CSystem.h"
#include <fcntl.h>
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

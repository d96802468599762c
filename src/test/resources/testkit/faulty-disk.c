/*
 * Preloaded into a process, makes its disk as bad as a test wants it: while the folder $FAULTY_DISK has a file "stuck" no sync
 * comes back, and while it has a file "read-only" every write at a place in a file fails as on a disk that was remounted.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static int is(const char *fault) {
    char path[4096];
    const char *folder = getenv("FAULTY_DISK");
    int before = errno;
    int there = 0;
    if (folder != NULL && snprintf(path, sizeof path, "%s/%s", folder, fault) < (int) sizeof path) {
        there = access(path, F_OK) == 0;
    }
    errno = before;
    return there;
}

static int synced(const char *name, int file) {
    int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, name);
    while (is("stuck")) {
        usleep(10000);
    }
    return real(file);
}

int fsync(int file) {
    return synced("fsync", file);
}

int fdatasync(int file) {
    return synced("fdatasync", file);
}

static ssize_t written(const char *name, int file, const void *bytes, size_t count, off64_t place) {
    ssize_t (*real)(int, const void *, size_t, off64_t) =
        (ssize_t (*)(int, const void *, size_t, off64_t)) dlsym(RTLD_NEXT, name);
    if (is("read-only")) {
        errno = EROFS;
        return -1;
    }
    return real(file, bytes, count, place);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t place) {
    return written("pwrite", file, bytes, count, place);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t place) {
    return written("pwrite64", file, bytes, count, place);
}

// Files, folders and file systems.
#define _GNU_SOURCE
#include "shim.h"

#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <unistd.h>

_Static_assert(CL_OPEN_PATH == O_PATH, "O_PATH");
_Static_assert(CL_OPEN_NO_ATIME == O_NOATIME, "O_NOATIME");

// The number of the mount that a descriptor is on; 0 where the kernel does not tell (before 5.8).
static uint64_t mount_of(int descriptor) {
    struct statx status;
    if (statx(descriptor, "", AT_EMPTY_PATH, STATX_MNT_ID, &status)) return 0;
    return status.stx_mask & STATX_MNT_ID ? status.stx_mnt_id : 0;
}

// Opens the next part of a path, and lets go of the folder that it is in; the flags are those of open(2).
static int step(int folder, const char *part, uint64_t flags, uint64_t mode, uint64_t resolve, uint64_t mount) {
    int next = openat(folder, part, (int)(flags | O_NOFOLLOW | O_CLOEXEC), (mode_t)mode);
    int number = errno;
    close(folder);
    if (next < 0) return -number;
    struct stat status;
    number = 0;
    if (fstat(next, &status))
        number = errno;
    else if (S_ISLNK(status.st_mode))
        number = ELOOP;
    else if ((resolve & CL_RESOLVE_NO_XDEV) && mount_of(next) != mount)
        number = EXDEV;
    if (!number) return next;
    close(next);
    return -number;
}

// What openat2(2) does with CL_RESOLVE_BENEATH and the like, part by part, for where a filter of system calls hides it:
// systemd's RestrictSUIDSGID answers ENOSYS, because it cannot see the mode. A part that is a link is never followed, and
// `..` is refused.
int cl_open_by_steps(int directory, CL_PATH(path), uint64_t flags, uint64_t mode, uint64_t resolve) {
    char buffer[PATH_MAX];
    if (!terminated(path, path_size)) return -EINVAL;
    size_t size = strlen((const char *)path) + 1;
    if (size == 1) return -ENOENT;
    if (size > sizeof buffer) return -ENAMETOOLONG;
    if (path[0] == '/' && (resolve & CL_RESOLVE_BENEATH)) return -EXDEV;
    memcpy(buffer, path, size);
    int folder = path[0] == '/' ? open("/", O_PATH | O_DIRECTORY | O_CLOEXEC)
                                : openat(directory, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return -errno;
    uint64_t mount = mount_of(folder);
    char *rest = buffer;
    char *part = strsep(&rest, "/");
    for (;;) {
        char *next = rest ? strsep(&rest, "/") : NULL;
        // A slash at the end asks for a folder.
        if (next && !*next && !rest) {
            flags |= O_DIRECTORY;
            next = NULL;
        }
        if (!strcmp(part, "..")) {
            close(folder);
            return -EXDEV;
        }
        if (!next) return step(folder, *part ? part : ".", flags, mode, resolve, mount);
        if (*part && strcmp(part, ".")) {
            folder = step(folder, part, O_PATH, 0, resolve, mount);
            if (folder < 0) return folder;
        }
        part = next;
    }
}

int cl_open(int directory, CL_PATH(path), uint64_t flags, uint64_t mode, uint64_t resolve) {
    if (!terminated(path, path_size)) return -EINVAL;
    struct open_how how = {.flags = flags | O_CLOEXEC, .mode = mode, .resolve = resolve};
    // EAGAIN: openat2(2) gave up because of a rename elsewhere, and says to try again.
    for (int attempt = 0;; attempt++) {
        long result = syscall(SYS_openat2, directory, (const char *)path, &how, sizeof how);
        if (result >= 0) return (int)result;
        if ((errno == EINTR || errno == EAGAIN) && attempt < 100) continue;
        if (errno == ENOSYS && resolve) return cl_open_by_steps(directory, path, path_size, flags, mode, resolve);
        if (errno == ENOSYS) return RETRY(openat(directory, (const char *)path, (int)(flags | O_CLOEXEC), (mode_t)mode));
        return -errno;
    }
}

int cl_close(int descriptor) { return close(descriptor) == -1 ? -errno : 0; }

int64_t cl_pread(int descriptor, uint8_t *bytes, size_t size, int64_t offset) {
    return RETRY(pread(descriptor, bytes, size, offset));
}

int64_t cl_read(int descriptor, uint8_t *bytes, size_t size) { return RETRY(read(descriptor, bytes, size)); }

int64_t cl_pwrite(int descriptor, const uint8_t *bytes, size_t size, int64_t offset) {
    return RETRY(pwrite(descriptor, bytes, size, offset));
}

int64_t cl_write(int descriptor, const uint8_t *bytes, size_t size) { return RETRY(write(descriptor, bytes, size)); }

int cl_fdatasync(int descriptor) { return fdatasync(descriptor) == -1 ? -errno : 0; }

int cl_fsync(int descriptor) { return fsync(descriptor) == -1 ? -errno : 0; }

int cl_discard_cache(int descriptor) { return -posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED); }

int cl_ftruncate(int descriptor, int64_t length) { return RETRY(ftruncate(descriptor, length)); }

int64_t cl_seek(int descriptor, int64_t offset, int is_hole) {
    return RETRY(lseek(descriptor, offset, is_hole ? SEEK_HOLE : SEEK_DATA));
}

int cl_fchmod(int descriptor, uint32_t mode) { return RETRY(fchmod(descriptor, mode)); }

int cl_fchown(int descriptor, uint32_t owner, uint32_t group) { return RETRY(fchown(descriptor, owner, group)); }

int cl_chown_at(int directory, CL_PATH(path), uint32_t owner, uint32_t group) {
    if (!terminated(path, path_size)) return -EINVAL;
    return RETRY(fchownat(directory, (const char *)path, owner, group, AT_SYMLINK_NOFOLLOW));
}

int cl_set_modified(int descriptor, int64_t modified_ns) {
    int64_t seconds = modified_ns / 1000000000, rest = modified_ns % 1000000000;
    if (rest < 0) {
        seconds -= 1;
        rest += 1000000000;
    }
    struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = seconds, .tv_nsec = rest}};
    return RETRY(futimens(descriptor, times));
}

// The one attribute that wiredesk uses; any owner of a file may set those of this namespace (xattr(7)).
static const char note_name[] = "user.wiredesk.reading";

int cl_get_note(int descriptor, uint8_t *note, size_t size) {
    return (int)RETRY(fgetxattr(descriptor, note_name, note, size));
}

int cl_set_note(int descriptor, const uint8_t *note, size_t size) {
    return (int)RETRY(fsetxattr(descriptor, note_name, note, size, 0));
}

int cl_syncfs(int descriptor) { return syncfs(descriptor) == -1 ? -errno : 0; }

// A record lock of fcntl(2) over the whole file: unlike flock(2), it can be asked who holds it without taking it.
int cl_lock(int descriptor) {
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return RETRY(fcntl(descriptor, F_SETLK, &lock));
}

int cl_lock_holder(int descriptor) {
    // What a read lock would wait for: a lock for writing, which takes a descriptor that may write.
    struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET};
    int result = RETRY(fcntl(descriptor, F_GETLK, &lock));
    if (result < 0) return result;
    if (lock.l_type == F_UNLCK) return 0;
    // Of a holder in another PID namespace the kernel tells 0, of one on another machine a negative number.
    return lock.l_pid > 0 ? lock.l_pid : -EXDEV;
}

// Exclusive with one that keeps it, shared with one that only asks. Never waits.
int cl_flock(int descriptor, int is_shared) {
    return RETRY(flock(descriptor, (is_shared ? LOCK_SH : LOCK_EX) | LOCK_NB));
}

// A time before 1678 or after 2261 is taken for the first or last second between; a file may have any, such as 1601.
static int64_t file_time(struct timespec time) {
    if (time.tv_sec > CL_LAST_SECOND) return CL_LAST_SECOND * INT64_C(1000000000);
    if (time.tv_sec < CL_FIRST_SECOND) return CL_FIRST_SECOND * INT64_C(1000000000);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void fill(struct cl_status *status, const struct stat *from) {
    *status = (struct cl_status){
        .device = from->st_dev,
        .inode = from->st_ino,
        .links = from->st_nlink,
        .mode = from->st_mode,
        .owner = from->st_uid,
        .group = from->st_gid,
        .size = from->st_size,
        .allocated = (int64_t)from->st_blocks * 512,
        .modified_ns = file_time(from->st_mtim),
        .changed_ns = file_time(from->st_ctim),
    };
}

int cl_fstat(int descriptor, struct cl_status *status) {
    struct stat from;
    if (fstat(descriptor, &from) == -1) return -errno;
    fill(status, &from);
    return 0;
}

int cl_stat_at(int directory, CL_PATH(path), struct cl_status *status) {
    if (!terminated(path, path_size)) return -EINVAL;
    struct stat from;
    if (fstatat(directory, (const char *)path, &from, AT_SYMLINK_NOFOLLOW) == -1) return -errno;
    fill(status, &from);
    return 0;
}

int cl_fstatfs(int descriptor, struct cl_file_system *status) {
    struct statfs from;
    int result = RETRY(fstatfs(descriptor, &from));
    if (result < 0) return result;
    *status = (struct cl_file_system){
        .type = (uint64_t)from.f_type,
        .free_bytes = (uint64_t)from.f_bavail * (uint64_t)from.f_bsize,
        .total_bytes = (uint64_t)from.f_blocks * (uint64_t)from.f_bsize,
        .free_files = from.f_ffree,
        .total_files = from.f_files,
    };
    return 0;
}

int cl_mkdir_at(int directory, CL_PATH(path), uint32_t mode) {
    if (!terminated(path, path_size)) return -EINVAL;
    return mkdirat(directory, (const char *)path, mode) == -1 ? -errno : 0;
}

int cl_unlink_at(int directory, CL_PATH(path), int flags) {
    if (!terminated(path, path_size)) return -EINVAL;
    return unlinkat(directory, (const char *)path, flags) == -1 ? -errno : 0;
}

int cl_link_at(int from_directory, CL_PATH(from), int to_directory, CL_PATH(to)) {
    if (!terminated(from, from_size) || !terminated(to, to_size)) return -EINVAL;
    return linkat(from_directory, (const char *)from, to_directory, (const char *)to, 0) == -1 ? -errno : 0;
}

int cl_rename_at(int from_directory, CL_PATH(from), int to_directory, CL_PATH(to), uint32_t flags) {
    if (!terminated(from, from_size) || !terminated(to, to_size)) return -EINVAL;
    return renameat2(from_directory, (const char *)from, to_directory, (const char *)to, flags) == -1 ? -errno : 0;
}

int cl_copy_node(int from_directory, CL_PATH(from), int to_directory, CL_PATH(to)) {
    if (!terminated(from, from_size) || !terminated(to, to_size)) return -EINVAL;
    struct stat status;
    if (fstatat(from_directory, (const char *)from, &status, AT_SYMLINK_NOFOLLOW) == -1) return -errno;
    if (S_ISLNK(status.st_mode)) {
        char target[PATH_MAX];
        ssize_t length = readlinkat(from_directory, (const char *)from, target, sizeof target);
        if (length == -1) return -errno;
        if ((size_t)length == sizeof target) return -ENAMETOOLONG;
        target[length] = 0;
        return symlinkat(target, to_directory, (const char *)to) == -1 ? -errno : 0;
    }
    if (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode)) return -EINVAL;
    return mknodat(to_directory, (const char *)to, status.st_mode, status.st_rdev) == -1 ? -errno : 0;
}

int cl_rewind(int directory) { return lseek(directory, 0, SEEK_SET) == -1 ? -errno : 0; }

int64_t cl_getdents(int directory, uint8_t *bytes, size_t size) {
    return RETRY(syscall(SYS_getdents64, directory, bytes, size));
}

#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <limits.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <sys/un.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

// The one place that turns errno into a value; a call that a signal interrupted is made again, except close(2), which
// has released its descriptor by then, and poll(2), whose caller counts the time.
#define RETRY(call)                                   \
    ({                                                \
        __typeof__(call) result;                      \
        do {                                          \
            result = (call);                          \
        } while (result == -1 && errno == EINTR);     \
        result == -1 ? -(__typeof__(result))errno : result; \
    })

static int terminated(const uint8_t *path, size_t size) {
    return size > 0 && path[size - 1] == 0;
}

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

int64_t cl_write(int descriptor, const uint8_t *bytes, size_t size) { return RETRY(write(descriptor, bytes, size)); }

int cl_fdatasync(int descriptor) { return fdatasync(descriptor) == -1 ? -errno : 0; }

int cl_fsync(int descriptor) { return fsync(descriptor) == -1 ? -errno : 0; }

int cl_discard_cache(int descriptor) { return -posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED); }

int cl_ftruncate(int descriptor, int64_t length) { return RETRY(ftruncate(descriptor, length)); }

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

int cl_syncfs(int descriptor) { return syncfs(descriptor) == -1 ? -errno : 0; }

// A record lock of fcntl(2) over the whole file: unlike flock(2), it can be asked who holds it without taking it.
int cl_lock(int descriptor) {
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return RETRY(fcntl(descriptor, F_SETLK, &lock));
}

int cl_lock_holder(int descriptor) {
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int result = RETRY(fcntl(descriptor, F_GETLK, &lock));
    if (result < 0) return result;
    if (lock.l_type == F_UNLCK) return 0;
    // Of a holder in another PID namespace the kernel tells 0, of one on another machine a negative number.
    return lock.l_pid > 0 ? lock.l_pid : -EXDEV;
}

// Nanoseconds since 1970 fit from 1677 to 2262; a time beyond is taken for the nearest that fits.
static int64_t file_time(struct timespec time) {
    if (time.tv_sec > 9223372035) return INT64_MAX;
    if (time.tv_sec < -9223372035) return INT64_MIN;
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

int cl_set_read_lease(int descriptor) { return RETRY(fcntl(descriptor, F_SETLEASE, F_RDLCK)); }

int cl_release_lease(int descriptor) { return RETRY(fcntl(descriptor, F_SETLEASE, F_UNLCK)); }

int cl_lease_is_held(int descriptor) {
    int result = RETRY(fcntl(descriptor, F_GETLEASE));
    return result < 0 ? result : result == F_RDLCK;
}

int cl_connect_packets(CL_PATH(path)) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (!terminated(path, path_size)) return -EINVAL;
    if (path_size > sizeof address.sun_path) return -ENAMETOOLONG;
    memcpy(address.sun_path, path, path_size);
    int descriptor = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -errno;
    // Whoever does not answer within two seconds does not answer.
    struct timeval limit = {.tv_sec = 2};
    if (setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) ||
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit) ||
        connect(descriptor, (struct sockaddr *)&address, sizeof address)) {
        int number = errno;
        close(descriptor);
        return -number;
    }
    return descriptor;
}

int cl_ask_about(int descriptor, uint8_t request, int file) {
    struct iovec data = {.iov_base = &request, .iov_len = 1};
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control = {.bytes = {0}};
    struct msghdr message = {
        .msg_iov = &data, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &file, sizeof file);
    ssize_t sent = RETRY(sendmsg(descriptor, &message, MSG_NOSIGNAL));
    if (sent < 0) return (int)sent;
    int32_t answer = 0;
    ssize_t size = RETRY(recv(descriptor, &answer, sizeof answer, 0));
    if (size < 0) return (int)size;
    return size == sizeof answer && answer >= 0 ? answer : -EPROTO;
}

int cl_ask_for(int descriptor, uint8_t request, CL_PATH(path), int32_t *file) {
    *file = -1;
    if (!terminated(path, path_size)) return -EINVAL;
    struct iovec parts[2] = {{.iov_base = &request, .iov_len = 1}, {.iov_base = (void *)path, .iov_len = path_size - 1}};
    struct msghdr question = {.msg_iov = parts, .msg_iovlen = 2};
    ssize_t size = RETRY(sendmsg(descriptor, &question, MSG_NOSIGNAL));
    if (size < 0) return (int)size;
    int32_t answer = 0;
    struct iovec data = {.iov_base = &answer, .iov_len = sizeof answer};
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control = {.bytes = {0}};
    struct msghdr message = {
        .msg_iov = &data, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
    size = RETRY(recvmsg(descriptor, &message, MSG_CMSG_CLOEXEC));
    if (size < 0) return (int)size;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS &&
        header->cmsg_len == CMSG_LEN(sizeof(int)))
        memcpy(file, CMSG_DATA(header), sizeof *file);
    return size == sizeof answer && answer >= 0 ? answer : -EPROTO;
}

int cl_inotify_init(void) { return RETRY(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)); }

int cl_inotify_add(int instance, CL_PATH(path), uint32_t mask) {
    if (!terminated(path, path_size)) return -EINVAL;
    return RETRY(inotify_add_watch(instance, (const char *)path, mask));
}

int cl_inotify_remove(int instance, int watch) { return RETRY(inotify_rm_watch(instance, watch)); }

int cl_eventfd(void) { return RETRY(eventfd(0, EFD_CLOEXEC)); }

int cl_eventfd_add(int descriptor, uint64_t count) {
    int64_t result = RETRY(write(descriptor, &count, sizeof count));
    return result < 0 ? (int)result : 0;
}

int64_t cl_eventfd_take(int descriptor) {
    uint64_t count = 0;
    int64_t result = RETRY(read(descriptor, &count, sizeof count));
    return result < 0 ? result : (int64_t)count;
}

int cl_poll(const int32_t *descriptors, size_t count, int timeout_ms) {
    struct pollfd polled[8];
    if (count > 8) return -EINVAL;
    for (size_t i = 0; i < count; i++) polled[i] = (struct pollfd){.fd = descriptors[i], .events = POLLIN};
    int result = poll(polled, count, timeout_ms);
    if (result == -1) return errno == EINTR ? 0 : -errno;
    int ready = 0;
    for (size_t i = 0; i < count; i++)
        if (polled[i].revents != 0) ready |= 1 << i;
    return ready;
}

int cl_ignore_signal(int number) { return signal(number, SIG_IGN) == SIG_ERR ? -errno : 0; }

int cl_signal_fd(const int32_t *signals, size_t count) {
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < count; i++) sigaddset(&set, signals[i]);
    int failure = pthread_sigmask(SIG_BLOCK, &set, NULL);
    if (failure != 0) return -failure;
    return RETRY(signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
}

int cl_signal_take(int descriptor) {
    struct signalfd_siginfo info;
    int64_t result = RETRY(read(descriptor, &info, sizeof info));
    return result < 0 ? (int)result : (int)info.ssi_signo;
}

int cl_map_shared(int descriptor, int64_t size, uint64_t *address) {
    // A page that has no room on the disk yet would end the process when it is written to.
    int failure = posix_fallocate(descriptor, 0, size);
    if (failure != 0) return -failure;
    void *start = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    if (start == MAP_FAILED) return -errno;
    *address = (uint64_t)(uintptr_t)start;
    return 0;
}

int cl_unmap(uint64_t address, int64_t size) {
    return munmap((void *)(uintptr_t)address, (size_t)size) == -1 ? -errno : 0;
}

// What a handler of a signal may look at: where the slots are. The only state of the shim, because a handler is handed
// nothing.
static volatile uint64_t noted_address, noted_count, noted_size;

static void note_crash(int number) {
    (void)number;
    for (uint64_t slot = 0; slot < noted_count; slot++) {
        volatile uint32_t *length = (volatile uint32_t *)(uintptr_t)(noted_address + slot * noted_size);
        if (*length != 0) *length |= CL_SLOT_CRASHED;
    }
}

int cl_note_crashes(uint64_t address, uint64_t count, uint64_t slot_size) {
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS};
    noted_address = address;
    noted_size = slot_size;
    noted_count = count;
    // After the handler the signal comes again, and does what it always does: the process ends by it.
    struct sigaction action = {.sa_handler = note_crash, .sa_flags = (int)SA_RESETHAND | SA_ONSTACK};
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
        if (sigaction(crashes[i], &action, NULL) == -1) return -errno;
    return 0;
}

int cl_use_signal_stack(void) {
    static _Thread_local uint8_t memory[16384];
    stack_t stack = {.ss_sp = memory, .ss_size = sizeof memory};
    return sigaltstack(&stack, NULL) == -1 ? -errno : 0;
}

int cl_name_thread(CL_PATH(name)) {
    if (!terminated(name, name_size)) return -EINVAL;
    return -pthread_setname_np(pthread_self(), (const char *)name);
}

int cl_lower_priority(void) {
    // Both take 0 as the calling thread; the class is 3 (idle), in the bits above the 13th (ioprio_set(2)).
    int nice = setpriority(PRIO_PROCESS, 0, 19) == -1 ? -errno : 0;
    int disk = syscall(SYS_ioprio_set, 1, 0, 3 << 13) == -1 ? -errno : 0;
    return nice != 0 ? nice : disk;
}

static int64_t nanoseconds(clockid_t clock) {
    struct timespec now;
    if (clock_gettime(clock, &now) == -1) return -errno;
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t cl_realtime_ns(void) { return nanoseconds(CLOCK_REALTIME); }

int64_t cl_monotonic_ns(void) { return nanoseconds(CLOCK_MONOTONIC); }

int cl_clock_is_synchronized(void) {
    struct timex state = {.modes = 0};
    int result = adjtimex(&state);
    if (result == -1) return -errno;
    return result != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
}

int64_t cl_largest_descriptor_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == -1) return -errno;
    return limit.rlim_max > INT64_MAX ? INT64_MAX : (int64_t)limit.rlim_max;
}

int cl_own_thread_clock(int32_t *clock) {
    clockid_t own;
    int failure = pthread_getcpuclockid(pthread_self(), &own);
    *clock = failure == 0 ? (int32_t)own : 0;
    return -failure;
}

int64_t cl_thread_time_ns(int32_t clock) { return nanoseconds((clockid_t)clock); }

int64_t cl_raise_descriptor_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == -1) return -errno;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) == -1) return -errno;
    return (int64_t)limit.rlim_cur;
}

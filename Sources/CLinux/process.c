// Memory, crashes, threads, clocks and limits of the process.
#define _GNU_SOURCE
#include "shim.h"

#include <fcntl.h>
#include <grp.h>
#include <pthread.h>
#include <pwd.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

// What a handler of a signal may look at: where the slots are. The only state of the shim, because a handler is handed
// nothing.
static volatile int noted_file = -1;
static volatile uint64_t noted_count, noted_size;

void cl_note_crash(int number) {
    (void)number;
    int before = errno;
    for (uint64_t slot = 0; slot < noted_count; slot++) {
        // The number is in the order of little-endian machines, which all are that this is built for.
        uint32_t length = 0;
        off_t place = (off_t)(slot * noted_size);
        if (pread(noted_file, &length, sizeof length, place) != sizeof length || length == 0) continue;
        length |= CL_SLOT_CRASHED;
        if (pwrite(noted_file, &length, sizeof length, place) != sizeof length) break;
    }
    errno = before;
}

int cl_note_crashes(int descriptor, uint64_t count, uint64_t slot_size) {
    static const int crashes[] = {SIGSEGV, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS};
    noted_file = descriptor;
    noted_size = slot_size;
    noted_count = count;
    // After the handler the signal comes again, and does what it always does: the process ends by it. SIGBUS has a handler
    // of its own, which calls this one.
    struct sigaction action = {.sa_handler = cl_note_crash, .sa_flags = (int)SA_RESETHAND | SA_ONSTACK};
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

// For good: the saved user is the new one as well.
int cl_become(uint32_t user, uint32_t group) {
    struct passwd entry, *found = NULL;
    char names[16384];
    int failure = getpwuid_r(user, &entry, names, sizeof names, &found);
    if (failure != 0) return -failure;
    gid_t only = group;
    if (found ? initgroups(found->pw_name, group) : setgroups(1, &only)) return -errno;
    if (setresgid(group, group, group)) return -errno;
    if (setresuid(user, user, user)) return -errno;
    return 0;
}

int cl_commit(uint8_t *name, size_t capacity) {
#ifdef CL_COMMIT
    size_t length = strlen(CL_COMMIT);
    if (length > capacity) return -ERANGE;
    memcpy(name, CL_COMMIT, length);
    return (int)length;
#else
    (void)name;
    (void)capacity;
    return 0;
#endif
}

int cl_group_name(uint32_t group, uint8_t *name, size_t capacity) {
    struct group entry, *found = NULL;
    char names[16384];
    int failure = getgrgid_r(group, &entry, names, sizeof names, &found);
    if (failure != 0) return -failure;
    if (found == NULL) return 0;
    size_t length = strlen(found->gr_name);
    if (length > capacity) return -ERANGE;
    memcpy(name, found->gr_name, length);
    return (int)length;
}

uint32_t cl_restrict_new_files(uint32_t mask) {
    mode_t before = umask(0777);
    umask(before | mask);
    return before;
}

static int64_t nanoseconds(clockid_t clock) {
    struct timespec now;
    if (clock_gettime(clock, &now) == -1) return -errno;
    // Beyond 2261 a clock stands still: sums with what a wait or a day takes still fit into 64 bits of nanoseconds.
    if (now.tv_sec > CL_LAST_SECOND) return CL_LAST_SECOND * INT64_C(1000000000);
    if (now.tv_sec < CL_FIRST_SECOND) return CL_FIRST_SECOND * INT64_C(1000000000);
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

int64_t cl_file_size_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_FSIZE, &limit) == -1) return -errno;
    return limit.rlim_cur > INT64_MAX ? INT64_MAX : (int64_t)limit.rlim_cur;
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

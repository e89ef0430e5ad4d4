// What a thread waits for: inotify(7), eventfd(2), signalfd(2), poll(2).
#define _GNU_SOURCE
#include "shim.h"

#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <unistd.h>

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

int cl_restore_signal(int number) { return signal(number, SIG_DFL) == SIG_ERR ? -errno : 0; }

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

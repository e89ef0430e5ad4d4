// What all parts of the shim share.
#pragma once

#include "CLinux.h"

#include <errno.h>

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

static inline int terminated(const uint8_t *path, size_t size) {
    return size > 0 && path[size - 1] == 0;
}

// Notes a crash where crashes are noted (cl_note_crashes); safe in a handler.
void cl_note_crash(int signal_number);

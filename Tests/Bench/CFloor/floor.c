#define _GNU_SOURCE
#include "CFloor.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { BATCH = 1 << 20, LONGEST = 1 << 20, ENTRIES = 32 << 10 };

struct entry {
    uint64_t inode;
    int64_t offset;
    uint16_t length;
    uint8_t type;
    char name[];
};

struct batch {
    int inbox, archive, processed;
    uint8_t *bytes;
    size_t count;
    char *names;
    size_t names_count;
};

static int open_folder(const char *path) { return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC); }

static int write_all(int file, const uint8_t *bytes, size_t count) {
    while (count > 0) {
        ssize_t done = write(file, bytes, count);
        if (done < 0) return -errno;
        bytes += done;
        count -= (size_t)done;
    }
    return 0;
}

static int commit(struct batch *batch) {
    if (batch->names_count == 0) return 0;
    int result = write_all(batch->archive, batch->bytes, batch->count);
    if (result < 0) return result;
    if (fdatasync(batch->archive) == -1) return -errno;
    for (char *name = batch->names; name < batch->names + batch->names_count; name += strlen(name) + 1)
        if (renameat(batch->inbox, name, batch->processed, name) == -1) return -errno;
    batch->count = 0;
    batch->names_count = 0;
    return 0;
}

static int take(struct batch *batch, const char *name) {
    int file = openat(batch->inbox, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file == -1) return -errno;
    struct stat status;
    int result = fstat(file, &status) == -1 ? -errno : 0;
    if (result == 0 && status.st_size > LONGEST) result = -EFBIG;
    if (result == 0) {
        ssize_t count = read(file, batch->bytes + batch->count, (size_t)status.st_size);
        if (count < 0)
            result = -errno;
        else
            batch->count += (size_t)count;
    }
    close(file);
    if (result < 0) return result;
    size_t length = strlen(name) + 1;
    memcpy(batch->names + batch->names_count, name, length);
    batch->names_count += length;
    return batch->count >= BATCH || batch->names_count >= BATCH ? commit(batch) : 0;
}

static int64_t for_each(int folder, int64_t limit, int (*body)(void *, const char *), void *context) {
    char *buffer = malloc(ENTRIES);
    int64_t seen = 0;
    long count;
    while (seen < limit && (count = syscall(SYS_getdents64, folder, buffer, ENTRIES)) > 0) {
        for (long at = 0; at < count && seen < limit;) {
            struct entry *entry = (struct entry *)(buffer + at);
            at += entry->length;
            if (strcmp(entry->name, ".") == 0 || strcmp(entry->name, "..") == 0) continue;
            int result = body(context, entry->name);
            if (result < 0) {
                free(buffer);
                return result;
            }
            seen++;
        }
    }
    free(buffer);
    return seen;
}

static int take_entry(void *batch, const char *name) { return take(batch, name); }

int64_t floor_drain(const char *inbox, const char *archive, const char *processed) {
    struct batch batch = {
        .inbox = open_folder(inbox),
        .archive = floor_open(archive),
        .processed = open_folder(processed),
        .bytes = malloc(BATCH + LONGEST),
        .names = malloc(BATCH + 256),
    };
    if (batch.inbox < 0 || batch.archive < 0 || batch.processed < 0) return -ENOENT;
    int64_t seen = for_each(batch.inbox, INT64_MAX, take_entry, &batch);
    int result = seen < 0 ? (int)seen : commit(&batch);
    close(batch.inbox);
    close(batch.archive);
    close(batch.processed);
    free(batch.bytes);
    free(batch.names);
    return result < 0 ? result : seen;
}

int floor_open(const char *path) { return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640); }

int floor_append(int file, const uint8_t *bytes, int64_t count) {
    int result = write_all(file, bytes, (size_t)count);
    if (result < 0) return result;
    return fdatasync(file) == -1 ? -errno : 0;
}

struct move {
    int from, to;
};

static int move_entry(void *context, const char *name) {
    struct move *move = context;
    return renameat(move->from, name, move->to, name) == -1 ? -errno : 0;
}

int64_t floor_move_all(const char *from, const char *to) {
    struct move move = {.from = open_folder(from), .to = open_folder(to)};
    if (move.from < 0 || move.to < 0) return -ENOENT;
    int64_t moved = for_each(move.from, INT64_MAX, move_entry, &move);
    close(move.from);
    close(move.to);
    return moved;
}

struct copy {
    int from, to;
    uint8_t *bytes;
};

static int copy_entry(void *context, const char *name) {
    struct copy *copy = context;
    int source = openat(copy->from, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (source == -1) return -errno;
    struct stat status;
    int result = fstat(source, &status) == -1 ? -errno : 0;
    ssize_t count = result == 0 ? read(source, copy->bytes, LONGEST) : 0;
    if (count < 0) result = -errno;
    close(source);
    if (result < 0) return result;
    int target = openat(copy->to, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (target == -1) return -errno;
    result = write_all(target, copy->bytes, (size_t)count);
    struct timespec times[2] = {status.st_mtim, status.st_mtim};
    if (result == 0 && futimens(target, times) == -1) result = -errno;
    close(target);
    return result;
}

int64_t floor_copy_all(const char *from, const char *staging, const char *to) {
    struct copy copy = {.from = open_folder(from), .to = open_folder(staging), .bytes = malloc(LONGEST)};
    if (copy.from < 0 || copy.to < 0) return -ENOENT;
    int64_t copied = for_each(copy.from, INT64_MAX, copy_entry, &copy);
    if (copied >= 0 && syncfs(copy.to) == -1) copied = -errno;
    close(copy.from);
    close(copy.to);
    free(copy.bytes);
    return copied < 0 ? copied : floor_move_all(staging, to);
}

static int count_entry(void *context, const char *name) {
    (void)context;
    (void)name;
    return 0;
}

int64_t floor_count(const char *folder, int64_t limit) {
    int descriptor = open_folder(folder);
    if (descriptor < 0) return -errno;
    int64_t seen = for_each(descriptor, limit, count_entry, NULL);
    close(descriptor);
    return seen;
}

void floor_wait(int file, int64_t nanoseconds) {
    struct pollfd polled = {.fd = file, .events = POLLIN};
    struct timespec timeout = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
    if (nanoseconds > 0) ppoll(&polled, 1, &timeout, NULL);
}

// The floor of the benchmarks: what the kernel asks for the same bytes, with no more around it than a loop.
//
// Each function returns what the call that failed last left in errno, negative, or what it counted.
#pragma once

#include <stdint.h>

/// Lists a folder, opens, stats, reads and closes each file, appends its bytes to `archive` with one fdatasync(2) a
/// megabyte, and then renames the files of that megabyte to `processed`. Returns how many there were.
int64_t floor_drain(const char *inbox, const char *archive, const char *processed);

/// Copies each file of a folder, with its time of modification, to `staging`, syncs that file system once, and then
/// renames the copies to `to`. Returns how many there were.
int64_t floor_copy_all(const char *from, const char *staging, const char *to);

/// Opens a file for appending, made where it is not there.
int floor_open(const char *path);

/// Appends bytes and waits for them with fdatasync(2).
int floor_append(int file, const uint8_t *bytes, int64_t count);

/// Renames each name of the folder `from` to the folder `to`. Returns how many there were.
int64_t floor_move_all(const char *from, const char *to);

/// How many names, up to `limit`, a folder holds.
int64_t floor_count(const char *folder, int64_t limit);

/// Waits until there is something to read, or for so many nanoseconds: ppoll(2). A file of -1 is none.
void floor_wait(int file, int64_t nanoseconds);

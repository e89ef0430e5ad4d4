// The Linux calls that Swift cannot import, or imports without their safety.
//
// Every function returns what the call returns, or -errno; none holds state. A path is a NUL-terminated string handed
// over as bytes with its length, the NUL included, so that Swift can lend a Span for it.
#pragma once

#include <lifetimebound.h>
#include <ptrcheck.h>
#include <stddef.h>
#include <stdint.h>

#define CL_PATH(name) const uint8_t *__counted_by(name##_size) name __noescape, size_t name##_size

/// What statx(2) and fstat(2) tell of a file, in fixed-width fields.
struct cl_status {
    uint64_t device;
    uint64_t inode;
    uint64_t links;
    uint32_t mode;
    uint32_t owner;
    uint32_t group;
    int64_t size;
    int64_t allocated;  // bytes really on the disk
    int64_t modified_ns;  // since 1970, nanoseconds
    int64_t changed_ns;
};

/// What fstatfs(2) tells of a file system.
struct cl_file_system {
    uint64_t type;  // f_type, the magic of statfs(2)
    uint64_t free_bytes;  // to an unprivileged writer
    uint64_t total_bytes;
    uint64_t free_files;
    uint64_t total_files;  // 0 where the file system makes them as they are needed
};

// openat2(2) and renameat2(2), whose own headers hide these names or clash with others
// O_PATH and O_NOATIME of open(2), which <fcntl.h> has for those who ask for them only.
#define CL_OPEN_PATH 010000000
#define CL_OPEN_NO_ATIME 01000000

// The years 1678 to 2261 in seconds since 1970. Nanoseconds reach some months further on either side, which is room for
// what is added to a time.
#define CL_FIRST_SECOND INT64_C(-9214560000)
#define CL_LAST_SECOND INT64_C(9214646399)

#define CL_RESOLVE_NO_XDEV 0x01
#define CL_RESOLVE_NO_SYMLINKS 0x04
#define CL_RESOLVE_BENEATH 0x08
#define CL_RENAME_NOREPLACE 0x01
// In the length of a slot: the process ended by a signal of its own making while the slot was in use
#define CL_SLOT_CRASHED 0x80000000u

// Files and names
int cl_open(int directory, CL_PATH(path), uint64_t flags, uint64_t mode, uint64_t resolve);
int cl_open_by_steps(int directory, CL_PATH(path), uint64_t flags, uint64_t mode, uint64_t resolve);
int cl_close(int descriptor);
int64_t cl_pread(int descriptor, uint8_t *__counted_by(size) bytes __noescape, size_t size, int64_t offset);
int64_t cl_pwrite(int descriptor, const uint8_t *__counted_by(size) bytes __noescape, size_t size, int64_t offset);
int64_t cl_write(int descriptor, const uint8_t *__counted_by(size) bytes __noescape, size_t size);
int cl_fdatasync(int descriptor);
int cl_fsync(int descriptor);
int cl_discard_cache(int descriptor);
int cl_ftruncate(int descriptor, int64_t length);
int64_t cl_seek(int descriptor, int64_t offset, int is_hole);
int cl_fchmod(int descriptor, uint32_t mode);
int cl_fchown(int descriptor, uint32_t owner, uint32_t group);
int cl_chown_at(int directory, CL_PATH(path), uint32_t owner, uint32_t group);
int cl_set_modified(int descriptor, int64_t modified_ns);
int cl_get_note(int descriptor, uint8_t *__counted_by(size) note __noescape, size_t size);
int cl_set_note(int descriptor, const uint8_t *__counted_by(size) note __noescape, size_t size);
int cl_syncfs(int descriptor);
int cl_lock(int descriptor);
int cl_lock_holder(int descriptor);
int cl_flock(int descriptor, int is_shared);
int cl_fstat(int descriptor, struct cl_status *status);
int cl_stat_at(int directory, CL_PATH(path), struct cl_status *status);
int cl_fstatfs(int descriptor, struct cl_file_system *status);
int cl_mkdir_at(int directory, CL_PATH(path), uint32_t mode);
int cl_unlink_at(int directory, CL_PATH(path), int flags);
int cl_link_at(int from_directory, CL_PATH(from), int to_directory, CL_PATH(to));
int cl_rename_at(int from_directory, CL_PATH(from), int to_directory, CL_PATH(to), uint32_t flags);
int cl_copy_node(int from_directory, CL_PATH(from), int to_directory, CL_PATH(to));
int cl_rewind(int directory);
int64_t cl_getdents(int directory, uint8_t *__counted_by(size) bytes __noescape, size_t size);

// Guards on a file that is being read
int cl_set_read_lease(int descriptor);
int cl_release_lease(int descriptor);
int cl_lease_is_held(int descriptor);

// Another process that is asked to do something with a descriptor, or for one, over a socket of packets: its answer, or
// -errno. What was asked for by a path is in `file`, or -1.
int cl_connect_packets(CL_PATH(path));
int cl_ask_about(int descriptor, uint8_t request, int file);
int cl_ask_for(int descriptor, uint8_t request, CL_PATH(path), int32_t *file);

// Crashes
int cl_note_crashes(int descriptor, uint64_t count, uint64_t slot_size);
int cl_use_signal_stack(void);
int cl_end_at_missing_page(CL_PATH(name), int exit_status);

// Watching
int cl_inotify_init(void);
int cl_inotify_add(int instance, CL_PATH(path), uint32_t mask);
int cl_inotify_remove(int instance, int watch);
int64_t cl_read(int descriptor, uint8_t *__counted_by(size) bytes __noescape, size_t size);
int cl_eventfd(void);
int cl_eventfd_add(int descriptor, uint64_t count);
int64_t cl_eventfd_take(int descriptor);
int cl_poll(const int32_t *__counted_by(count) descriptors __noescape, size_t count, int timeout_ms);

// Processes, threads and clocks
int cl_ignore_signal(int signal);
int cl_restore_signal(int signal);
int cl_become(uint32_t user, uint32_t group);
int cl_commit(uint8_t *__counted_by(capacity) name __noescape, size_t capacity);
int cl_group_name(uint32_t group, uint8_t *__counted_by(capacity) name __noescape, size_t capacity);
uint32_t cl_restrict_new_files(uint32_t mask);
int cl_start_shell(CL_PATH(command), int input, int ends_with_parent);
int cl_pipe(int32_t *reading, int32_t *writing);
int cl_wait_for_end(int process, int32_t *status);
int cl_memory_file(const uint8_t *__counted_by(size) bytes __noescape, size_t size);
int cl_signal_fd(const int32_t *__counted_by(count) signals __noescape, size_t count);
int cl_signal_take(int descriptor);
int cl_name_thread(CL_PATH(name));
int cl_lower_priority(void);
int64_t cl_realtime_ns(void);
int64_t cl_monotonic_ns(void);
int cl_clock_is_synchronized(void);
int cl_own_thread_clock(int32_t *clock);
int64_t cl_thread_time_ns(int32_t clock);
int64_t cl_raise_descriptor_limit(void);
int64_t cl_largest_descriptor_limit(void);
// getrlimit(2), RLIMIT_FSIZE: bytes, INT64_MAX for none; -errno.
int64_t cl_file_size_limit(void);

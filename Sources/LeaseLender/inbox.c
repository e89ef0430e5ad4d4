#define _GNU_SOURCE
#include "inbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "access control lists are little-endian on the disk"
#endif

// The number of the mount that a descriptor is on, or 0.
static uint64_t mount_of(int descriptor) {
    struct statx status;
    if (statx(descriptor, "", AT_EMPTY_PATH, STATX_MNT_ID, &status)) return 0;
    return status.stx_mask & STATX_MNT_ID ? status.stx_mnt_id : 0;
}

// What a path names, not opened (O_PATH): no link is followed, no other mount entered, and nothing is above the inbox.
static int find(const char *inbox, char *path) {
    int found = open(inbox, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (found < 0) return -errno;
    uint64_t mount = mount_of(found);
    int number = mount ? 0 : ENOSYS;
    for (char *part; !number && (part = strsep(&path, "/"));) {
        int folder = found;
        found = -1;
        if (!*part || !strcmp(part, ".") || !strcmp(part, ".."))
            number = EINVAL;
        else if ((found = openat(folder, part, O_PATH | O_NOFOLLOW | O_CLOEXEC)) < 0)
            number = errno;
        else if (mount_of(found) != mount)
            number = EXDEV;
        close(folder);
    }
    if (!number) return found;
    if (found >= 0) close(found);
    return -number;
}

// The same, opened for reading: it is what it was when it was found, whatever has its name by now.
static int open_found(const char *inbox, char *path, mode_t kind) {
    int found = find(inbox, path);
    if (found < 0) return found;
    struct stat status;
    int file = -1, number = 0;
    char name[32];
    snprintf(name, sizeof name, "/proc/self/fd/%d", found);
    if (fstat(found, &status))
        number = errno;
    else if ((status.st_mode & S_IFMT) != kind)
        number = EACCES;
    else if (kind == S_IFREG && status.st_nlink != 1)
        // Its other name may be that of a file which has nothing to do with the inbox.
        number = EMLINK;
    else if ((file = open(name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)) < 0)
        number = errno;
    close(found);
    return number ? -number : file;
}

int open_file(const char *inbox, char *path) { return open_found(inbox, path, S_IFREG); }

// An access control list as the kernel has it (include/uapi/linux/posix_acl_xattr.h): these tags, in this order.
enum { OWNER = 0x01, USER = 0x02, OWNING_GROUP = 0x04, GROUP = 0x08, MASK = 0x10, OTHERS = 0x20, MOST_ENTRIES = 64 };
static const char list_name[] = "system.posix_acl_access";

struct entry {
    uint16_t tag, permissions;
    uint32_t id;
};

struct list {
    uint32_t version;
    struct entry entries[MOST_ENTRIES];
};

static size_t size_of(size_t count) { return sizeof(uint32_t) + count * sizeof(struct entry); }

// Reads the list of a folder, or makes that of its mode; returns how many entries it has.
static int read_list(int folder, struct list *list) {
    ssize_t size = fgetxattr(folder, list_name, list, sizeof *list);
    if (size >= 0) return size < (ssize_t)size_of(3) || list->version != 2 ? -EINVAL : (int)((size - 4) / 8);
    struct stat status;
    if (errno != ENODATA || fstat(folder, &status)) return -errno;
    *list = (struct list){.version = 2,
                          .entries = {{OWNER, status.st_mode >> 6 & 7, UINT32_MAX},
                                      {OWNING_GROUP, status.st_mode >> 3 & 7, UINT32_MAX},
                                      {OTHERS, status.st_mode & 7, UINT32_MAX}}};
    return 3;
}

// Writes to `new` the list that lets a user in, and keeps what it gave to others; returns how many entries it has.
static size_t list_with(uid_t user, const struct list *old, int count, struct list *new) {
    // What the mask kept from the others, the wider one must not give them.
    uint16_t mask = 7;
    for (int index = 0; index < count; index++)
        if (old->entries[index].tag == MASK) mask = old->entries[index].permissions;
    size_t size = 0;
    *new = (struct list){.version = 2};
    for (int index = 0; index < count; index++) {
        struct entry entry = old->entries[index];
        if (entry.tag == MASK || (entry.tag == USER && entry.id == user)) continue;
        if (entry.tag & (USER | OWNING_GROUP | GROUP)) entry.permissions &= mask;
        if (entry.tag == OTHERS) new->entries[size++] = (struct entry){MASK, 7, UINT32_MAX};
        new->entries[size++] = entry;
        if (entry.tag == OWNER) new->entries[size++] = (struct entry){USER, 7, user};
    }
    return size;
}

int admit_to_folder(const char *inbox, char *path, uid_t user) {
    int folder = open_found(inbox, path, S_IFDIR);
    if (folder < 0) return folder;
    struct list old, new;
    struct stat status;
    int count = read_list(folder, &old), number = 0;
    if (count < 0 || count + 2 > MOST_ENTRIES || fstat(folder, &status)) {
        number = count < 0 ? -count : count + 2 > MOST_ENTRIES ? E2BIG : errno;
    } else {
        size_t size = list_with(user, &old, count, &new);
        int is_known = size == (size_t)count && !memcmp(&old, &new, size_of(size));
        if (!is_known && fsetxattr(folder, list_name, &new, size_of(size), 0)) number = errno;
        if (!is_known && !number)
            fprintf(stderr, "The folder of user %u with inode %llu is open to the desk from now on.\n", status.st_uid,
                    (unsigned long long)status.st_ino);
    }
    close(folder);
    return -number;
}

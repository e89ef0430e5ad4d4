#pragma once

#include <sys/types.h>

// All of these return -errno where they fail. A path is one beneath the inbox; it is cut into its parts on the way.

// Opens the regular file that a path names, for reading.
int open_file(const char *inbox, char *path);

// Lets a user list and enter the folder that a path names, and take files out of it, by an entry of its own in the access
// control list (acl(5)); what others may do there stays as it is.
int admit_to_folder(const char *inbox, char *path, uid_t user);

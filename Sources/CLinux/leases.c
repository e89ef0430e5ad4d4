// Read leases, taken by ourselves or by the one who lends them.
#define _GNU_SOURCE
#include "shim.h"

#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

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

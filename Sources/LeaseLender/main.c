// Takes read leases for the desk, which has no capability to do so on files that belong to others.
//
// It is started by its socket (systemd.socket(5)) with CAP_LEASE and nothing else: it opens no file, and knows of none but
// those whose descriptors it is handed. A request is one packet, 'T' to take a lease or 'R' to let it go, with the descriptor
// (unix(7), SCM_RIGHTS). The answer is one packet with the error number of fcntl(2), F_SETLEASE, or 0. A lease belongs to the
// open file, which is the desk's as much as it was ours, and ends with it.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LISTENER = 3, MOST_CLIENTS = 8, IDLE_MS = 60000 };

// Answers one request; 0 where the client is gone or says what nobody understands.
static int answer(int client) {
    uint8_t request = 0;
    struct iovec data = {.iov_base = &request, .iov_len = 1};
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control;
    struct msghdr message = {
        .msg_iov = &data, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
    ssize_t size = recvmsg(client, &message, MSG_CMSG_CLOEXEC);
    if (size < 0) return errno == EINTR;
    if (size == 0) return 0;

    int file = -1;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS &&
        header->cmsg_len == CMSG_LEN(sizeof(int)))
        memcpy(&file, CMSG_DATA(header), sizeof file);
    int32_t number = 0;
    if (file < 0 || (request != 'T' && request != 'R'))
        number = EINVAL;
    else if (fcntl(file, F_SETLEASE, request == 'T' ? F_RDLCK : F_UNLCK) == -1)
        number = errno;
    if (file >= 0) close(file);
    return send(client, &number, sizeof number, MSG_NOSIGNAL) == sizeof number;
}

int main(void) {
    // The kernel tells the one who took a lease that a writer waits; the desk asks for itself.
    signal(SIGIO, SIG_IGN);
    struct pollfd polled[1 + MOST_CLIENTS] = {{.fd = LISTENER, .events = POLLIN}};
    nfds_t count = 1;
    for (;;) {
        // Where nobody is there for a minute there is nothing to keep; the socket starts another.
        int ready = poll(polled, count, count == 1 ? IDLE_MS : -1);
        if (ready == 0) return 0;
        if (ready < 0) {
            if (errno == EINTR) continue;
            perror("wiredesk-leases: poll");
            return 71;
        }
        for (nfds_t index = count; index-- > 1;) {
            if (!polled[index].revents || answer(polled[index].fd)) continue;
            close(polled[index].fd);
            polled[index] = polled[--count];
        }
        if (!polled[0].revents) continue;
        int client = accept4(LISTENER, NULL, NULL, SOCK_CLOEXEC);
        if (client < 0) {
            if (errno == EINTR || errno == EAGAIN || errno == ECONNABORTED || errno == EMFILE) continue;
            perror("wiredesk-leases: accept");
            return 71;
        }
        if (count > MOST_CLIENTS)
            close(client);
        else
            polled[count++] = (struct pollfd){.fd = client, .events = POLLIN};
    }
}

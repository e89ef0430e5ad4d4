// Does for the desk what takes a capability, which the desk has none of: it takes read leases on the files of senders, opens
// those that only their sender may read, and lets the desk into folders that only their sender may enter.
//
// usage: wiredesk-leases [INBOX]
//
// It is started by its socket (systemd.socket(5)) with CAP_LEASE, CAP_DAC_READ_SEARCH and CAP_FOWNER. A request is one packet:
//
//   'T' or 'R' with a descriptor (unix(7), SCM_RIGHTS)   take a read lease on it, let it go (fcntl(2), F_SETLEASE)
//   'O' and a path                                       open that file of the inbox for reading
//   'A' and a path                                       let the one who asks into that folder of the inbox
//
// The answer is one packet with an error number, or 0, and for 'O' with the descriptor. A lease belongs to the open file, which
// is the desk's as much as it was ours, and ends with it.
//
// Whoever has taken over the desk can ask for anything. What it gets are leases on files that it has open, the content of
// regular files with one name beneath the inbox, and the folders beneath it: what the desk is there to read and to move. The
// inbox is the one of our command line, each path is walked part by part from there (inbox.c), and who asks is what the kernel
// says it is (SO_PEERCRED), so that nothing of that is for the desk to say.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "inbox.h"

enum { LISTENER = 3, MOST_CLIENTS = 8, IDLE_MS = 60000 };

// Room for one descriptor beside a packet.
union control {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int))];
};

// Sends the answer to a request, a descriptor or -errno; false where the client is gone.
static int send_answer(int client, int result) {
    int32_t number = result < 0 ? -result : 0;
    struct iovec data = {.iov_base = &number, .iov_len = sizeof number};
    union control control = {.bytes = {0}};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1};
    if (result > 0) {
        message.msg_control = control.bytes;
        message.msg_controllen = sizeof control.bytes;
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(header), &result, sizeof result);
    }
    // One that does not take its answers is let go of, before the others wait for it.
    return sendmsg(client, &message, MSG_NOSIGNAL | MSG_DONTWAIT) == sizeof number;
}

// Does what a request says with the descriptor or the path that came with it; a descriptor that is the answer is above 2.
static int done(int client, char request, int file, char *path, const char *inbox) {
    struct ucred peer;
    socklen_t size = sizeof peer;
    switch (request) {
    case 'T':
    case 'R':
        if (file < 0) return -EINVAL;
        return fcntl(file, F_SETLEASE, request == 'T' ? F_RDLCK : F_UNLCK) == -1 ? -errno : 0;
    case 'O':
        return inbox ? open_file(inbox, path) : -EOPNOTSUPP;
    case 'A':
        if (!inbox) return -EOPNOTSUPP;
        if (getsockopt(client, SOL_SOCKET, SO_PEERCRED, &peer, &size)) return -errno;
        return admit_to_folder(inbox, path, peer.uid);
    default:
        return -EINVAL;
    }
}

// Answers one request; 0 where the client is gone or says what nobody understands.
static int answer(int client, const char *inbox) {
    // The request, the path, and the NUL that ends it.
    static char packet[1 + PATH_MAX];
    struct iovec data = {.iov_base = packet, .iov_len = sizeof packet - 1};
    // No room for a second one, which the padding would have.
    union control control;
    struct msghdr message = {
        .msg_iov = &data, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = CMSG_LEN(sizeof(int))};
    ssize_t size = recvmsg(client, &message, MSG_CMSG_CLOEXEC);
    if (size < 0) return errno == EINTR;
    packet[size] = 0;

    int file = -1;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS &&
        header->cmsg_len == CMSG_LEN(sizeof(int)))
        memcpy(&file, CMSG_DATA(header), sizeof file);
    // The end of the stream; an empty packet may have brought a descriptor all the same.
    if (size == 0) {
        if (file >= 0) close(file);
        return 0;
    }
    int result = -EINVAL;
    if (!(message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) && !memchr(packet, 0, (size_t)size))
        result = done(client, packet[0], file, packet + 1, inbox);
    if (file >= 0) close(file);
    int is_there = send_answer(client, result);
    if (result > 0) close(result);
    return is_there;
}

int main(int count_of_arguments, char **arguments) {
    const char *inbox = count_of_arguments > 1 ? arguments[1] : NULL;
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
            if (!polled[index].revents || answer(polled[index].fd, inbox)) continue;
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

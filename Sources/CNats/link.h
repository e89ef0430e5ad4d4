#pragma once

#include "CNats.h"

#include <nats/nats.h>
#include <pthread.h>
#include <stdbool.h>

enum { LINK_SERVERS = 16, LINK_ERROR = 512 };

/// A connection and all that belongs to it.
struct link {
    char *settings[CNATS_SETTINGS];
    char *servers[LINK_SERVERS];
    int server_count;
    natsConnection *connection;
    jsCtx *stream;
    natsSubscription *consumer;
    natsMsgList messages;
    /// Guards what threads of libnats write.
    pthread_mutex_t lock;
    char error[LINK_ERROR];
    int refused;
    /// How many of these no server has answered for, and the id of the first that one has.
    int unanswered;
    /// How many of those no stream listens for.
    int unheard;
    /// Why the first of them was not answered for.
    char unanswered_why[LINK_ERROR];
    char refused_id[LINK_ERROR];
    /// Why the server has refused that one.
    char refused_why[LINK_ERROR];
};

/// The connection of a number.
struct link *link_of(uintptr_t number);

/// Notes why a call failed; of several reasons the first counts, until `link_begin_call`.
void link_note(struct link *link, const char *text);

/// Forgets the last reason.
void link_begin_call(struct link *link);

/// Notes the reason that libnats has for a status, and returns it.
int link_result(struct link *link, natsStatus status);

/// A text with a NUL behind it, of the caller's; NULL where memory ran out or it holds one already.
char *link_text(const uint8_t *bytes, size_t count);

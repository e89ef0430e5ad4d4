#include "link.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct link *link_of(uintptr_t number) {
    return (struct link *)number;
}

void link_note(struct link *link, const char *text) {
    pthread_mutex_lock(&link->lock);
    if (link->error[0] == '\0' && text != NULL) {
        snprintf(link->error, sizeof link->error, "%s", text);
    }
    pthread_mutex_unlock(&link->lock);
}

void link_begin_call(struct link *link) {
    pthread_mutex_lock(&link->lock);
    link->error[0] = '\0';
    pthread_mutex_unlock(&link->lock);
}

int link_result(struct link *link, natsStatus status) {
    if (status != NATS_OK) {
        natsStatus last = NATS_OK;
        const char *text = nats_GetLastError(&last);
        if (text == NULL || text[0] == '\0' || last != status) {
            text = natsStatus_GetText(status);
        } else if (text[0] == '(' && strstr(text, "): ") != NULL) {
            // The library says first where in its source it noticed.
            text = strstr(text, "): ") + 3;
        }
        link_note(link, text);
    }
    return (int)status;
}

char *link_text(const uint8_t *bytes, size_t count) {
    if (memchr(bytes, '\0', count) != NULL) {
        return NULL;
    }
    char *text = malloc(count + 1);
    if (text != NULL) {
        memcpy(text, bytes, count);
        text[count] = '\0';
    }
    return text;
}

// Without one, libnats writes to standard error.
static void on_error(natsConnection *connection, natsSubscription *consumer, natsStatus status, void *closure) {
    (void)connection;
    (void)consumer;
    link_note(closure, natsStatus_GetText(status));
}

static void on_refusal(jsCtx *stream, jsPubAckErr *refusal, void *closure) {
    (void)stream;
    struct link *link = closure;
    const char *why = refusal->ErrText != NULL ? refusal->ErrText : natsStatus_GetText(refusal->Err);
    const char *id = NULL;
    if (refusal->Msg != NULL) {
        (void)natsMsgHeader_Get(refusal->Msg, "Nats-Msg-Id", &id);
    }
    pthread_mutex_lock(&link->lock);
    link->refused += 1;
    if (refusal->ErrCode == 0 || id == NULL) {
        link->unanswered += 1;
        link->unheard += refusal->Err == NATS_NO_RESPONDERS ? 1 : 0;
        if (link->unanswered_why[0] == '\0') {
            snprintf(link->unanswered_why, sizeof link->unanswered_why, "%s", why);
        }
    } else if (link->refused_id[0] == '\0') {
        snprintf(link->refused_id, sizeof link->refused_id, "%s", id);
        snprintf(link->refused_why, sizeof link->refused_why, "%s", why);
    }
    pthread_mutex_unlock(&link->lock);
}

uintptr_t cnats_begin(void) {
    struct link *link = calloc(1, sizeof *link);
    if (link != NULL && pthread_mutex_init(&link->lock, NULL) != 0) {
        free(link);
        link = NULL;
    }
    return (uintptr_t)link;
}

int cnats_set(uintptr_t number, int setting, const uint8_t *text, size_t count) {
    struct link *link = link_of(number);
    if (setting < 0 || setting >= CNATS_SETTINGS || count >= 4096) {
        return NATS_INVALID_ARG;
    }
    char *copy = link_text(text, count);
    if (copy == NULL) {
        return NATS_INVALID_ARG;
    }
    if (setting != CNATS_SERVER) {
        free(link->settings[setting]);
        link->settings[setting] = copy;
    } else if (link->server_count < LINK_SERVERS) {
        link->servers[link->server_count++] = copy;
    } else {
        free(copy);
        return NATS_INVALID_ARG;
    }
    return NATS_OK;
}

static bool is_secure(const struct link *link, const char *server) {
    return strncmp(server, "tls://", 6) == 0 || link->settings[CNATS_AUTHORITIES] != NULL ||
           link->settings[CNATS_CERTIFICATE] != NULL;
}

// The host of an address: what stands between the user, if there is one, and the port. Of the caller's.
static char *host_of(const char *server) {
    const char *start = strstr(server, "://");
    start = start == NULL ? server : start + 3;
    const char *user = strrchr(start, '@');
    start = user == NULL ? start : user + 1;
    size_t count = start[0] == '[' ? strcspn(start + 1, "]") : strcspn(start, ":/");
    start += start[0] == '[';
    return link_text((const uint8_t *)start, count);
}

// The library checks the certificate by itself, and whose it is only where it is told the name.
static natsStatus apply_tls(const struct link *link, natsOptions *options, const char *server) {
    char *const *settings = link->settings;
    char *host = settings[CNATS_HOST] == NULL ? host_of(server) : NULL;
    natsStatus status = natsOptions_SetSecure(options, true);
    if (status == NATS_OK) {
        status = natsOptions_SetExpectedHostname(options, host == NULL ? settings[CNATS_HOST] : host);
    }
    free(host);
    if (status == NATS_OK && settings[CNATS_AUTHORITIES] != NULL) {
        status = natsOptions_LoadCATrustedCertificates(options, settings[CNATS_AUTHORITIES]);
    }
    if (status == NATS_OK && settings[CNATS_CERTIFICATE] != NULL) {
        status = natsOptions_LoadCertificatesChain(options, settings[CNATS_CERTIFICATE], settings[CNATS_KEY]);
    }
    return status;
}

static natsStatus apply(struct link *link, natsOptions *options, const char *server, int64_t milliseconds) {
    char *const *settings = link->settings;
    natsStatus status = natsOptions_SetURL(options, server);
    if (status == NATS_OK) {
        status = natsOptions_SetTimeout(options, milliseconds);
    }
    // Whoever has lost a connection begins anew: what was on its way then is sent again, and nothing waits in the library.
    if (status == NATS_OK) {
        status = natsOptions_SetAllowReconnect(options, false);
    }
    if (status == NATS_OK) {
        status = natsOptions_SetPingInterval(options, 10000);
    }
    if (status == NATS_OK) {
        status = natsOptions_SetErrorHandler(options, on_error, link);
    }
    if (status == NATS_OK && settings[CNATS_NAME] != NULL) {
        status = natsOptions_SetName(options, settings[CNATS_NAME]);
    }
    if (status == NATS_OK && settings[CNATS_CREDENTIALS] != NULL) {
        status = natsOptions_SetUserCredentialsFromFiles(options, settings[CNATS_CREDENTIALS], NULL);
    }
    if (status == NATS_OK && settings[CNATS_NKEY] != NULL) {
        status = natsOptions_SetNKeyFromSeed(options, settings[CNATS_NKEY], settings[CNATS_NKEY_SEED]);
    }
    return status == NATS_OK && is_secure(link, server) ? apply_tls(link, options, server) : status;
}

static natsStatus connect_to(struct link *link, const char *server, int64_t milliseconds) {
    natsOptions *options = NULL;
    natsStatus status = natsOptions_Create(&options);
    if (status == NATS_OK) {
        status = apply(link, options, server, milliseconds);
    }
    if (status == NATS_OK) {
        status = natsConnection_Connect(&link->connection, options);
    }
    natsOptions_Destroy(options);
    return status;
}

int cnats_connect(uintptr_t number, int64_t milliseconds) {
    struct link *link = link_of(number);
    link_begin_call(link);
    natsStatus status = NATS_NO_SERVER;
    for (int index = 0; index < link->server_count && status != NATS_OK; index++) {
        status = connect_to(link, link->servers[index], milliseconds);
        // Of several servers the reason of the first is told.
        link_result(link, status);
    }
    if (status == NATS_OK) {
        link_begin_call(link);
        jsOptions streaming;
        status = jsOptions_Init(&streaming);
        streaming.Wait = milliseconds;
        streaming.PublishAsync.ErrHandler = on_refusal;
        streaming.PublishAsync.ErrHandlerClosure = link;
        if (status == NATS_OK) {
            status = natsConnection_JetStream(&link->stream, link->connection, &streaming);
        }
    }
    return link_result(link, status);
}

int cnats_is_connected(uintptr_t number) {
    struct link *link = link_of(number);
    return link->connection != NULL && natsConnection_Status(link->connection) == NATS_CONN_STATUS_CONNECTED;
}

int64_t cnats_largest(uintptr_t number) {
    struct link *link = link_of(number);
    return link->connection == NULL ? 0 : natsConnection_GetMaxPayload(link->connection);
}

// Copies one of the texts that threads of libnats write.
static size_t copy_out(struct link *link, const char *from, uint8_t *text, size_t capacity) {
    pthread_mutex_lock(&link->lock);
    size_t count = strlen(from);
    memcpy(text, from, count < capacity ? count : capacity);
    pthread_mutex_unlock(&link->lock);
    return count;
}

size_t cnats_refused(uintptr_t number, uint8_t *text, size_t capacity) {
    struct link *link = link_of(number);
    return copy_out(link, link->refused_id, text, capacity);
}

size_t cnats_refused_why(uintptr_t number, uint8_t *text, size_t capacity) {
    struct link *link = link_of(number);
    return copy_out(link, link->refused_why, text, capacity);
}

void cnats_forget_refused(uintptr_t number) {
    struct link *link = link_of(number);
    pthread_mutex_lock(&link->lock);
    link->refused_id[0] = '\0';
    link->refused_why[0] = '\0';
    pthread_mutex_unlock(&link->lock);
}

size_t cnats_error(uintptr_t number, uint8_t *text, size_t capacity) {
    struct link *link = link_of(number);
    return copy_out(link, link->error, text, capacity);
}

void cnats_end(uintptr_t number) {
    struct link *link = link_of(number);
    if (link == NULL) {
        return;
    }
    natsMsgList_Destroy(&link->messages);
    natsSubscription_Destroy(link->consumer);
    jsCtx_Destroy(link->stream);
    natsConnection_Destroy(link->connection);
    for (int index = 0; index < CNATS_SETTINGS; index++) {
        free(link->settings[index]);
    }
    for (int index = 0; index < link->server_count; index++) {
        free(link->servers[index]);
    }
    pthread_mutex_destroy(&link->lock);
    free(link);
}

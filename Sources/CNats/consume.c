#include "link.h"

#include <stdlib.h>
#include <string.h>

// Makes the consumer where it is not there; one that takes other messages is another hub's.
static natsStatus ensure_consumer(
    struct link *link, const char *stream, const char *name, const char *filter, int64_t wait, int64_t most) {
    jsConsumerInfo *info = NULL;
    natsStatus status = js_GetConsumerInfo(&info, link->stream, stream, name, NULL, NULL);
    if (status == NATS_OK) {
        const char *there = info->Config->FilterSubject;
        if (strcmp(there == NULL ? "" : there, filter) != 0) {
            link_note(link, "the consumer is there with another filter");
            status = NATS_MISMATCH;
        }
        jsConsumerInfo_Destroy(info);
        return status;
    }
    if (status != NATS_NOT_FOUND) {
        return status;
    }
    jsConsumerConfig config;
    status = jsConsumerConfig_Init(&config);
    if (status == NATS_OK) {
        config.Durable = name;
        config.FilterSubject = filter[0] == '\0' ? NULL : filter;
        config.DeliverPolicy = js_DeliverAll;
        config.AckPolicy = js_AckExplicit;
        config.AckWait = wait;
        config.MaxAckPending = most;
        status = js_AddConsumer(NULL, link->stream, stream, &config, NULL, NULL);
    }
    return status;
}

static natsStatus subscribe(struct link *link, const char *stream, const char *name) {
    jsSubOptions options;
    natsStatus status = jsSubOptions_Init(&options);
    if (status == NATS_OK) {
        options.Stream = stream;
        options.Consumer = name;
        options.ManualAck = true;
        status = js_PullSubscribe(&link->consumer, link->stream, NULL, name, NULL, &options, NULL);
    }
    return status;
}

int cnats_consume(
    uintptr_t number, const uint8_t *stream, size_t stream_count, const uint8_t *consumer, size_t consumer_count,
    const uint8_t *filter, size_t filter_count, int64_t wait, int64_t most) {
    struct link *link = link_of(number);
    link_begin_call(link);
    char *stream_name = link_text(stream, stream_count);
    char *consumer_name = link_text(consumer, consumer_count);
    char *subject = link_text(filter, filter_count);
    natsStatus status = NATS_INVALID_ARG;
    if (stream_name != NULL && consumer_name != NULL && subject != NULL) {
        status = ensure_consumer(link, stream_name, consumer_name, subject, wait, most);
    }
    if (status == NATS_OK) {
        status = subscribe(link, stream_name, consumer_name);
    }
    free(stream_name);
    free(consumer_name);
    free(subject);
    return link_result(link, status);
}

int cnats_fetch(uintptr_t number, int64_t most, int64_t bytes, int64_t milliseconds) {
    struct link *link = link_of(number);
    link_begin_call(link);
    natsMsgList_Destroy(&link->messages);
    memset(&link->messages, 0, sizeof link->messages);
    jsFetchRequest request;
    natsStatus status = jsFetchRequest_Init(&request);
    if (status == NATS_OK) {
        request.Batch = (int)most;
        request.MaxBytes = bytes;
        request.Expires = milliseconds * 1000000;
        // With both, what is there comes at once, and where nothing is, the first that comes.
        request.NoWait = true;
        status = natsSubscription_FetchRequest(&link->messages, link->consumer, &request);
    }
    // What has come before the time was over counts.
    if (link->messages.Count > 0) {
        return NATS_OK;
    }
    return link_result(link, status == NATS_NOT_FOUND ? NATS_TIMEOUT : status);
}

int64_t cnats_count(uintptr_t number) {
    return link_of(number)->messages.Count;
}

static natsMsg *message_at(struct link *link, int64_t place) {
    return place >= 0 && place < link->messages.Count ? link->messages.Msgs[place] : NULL;
}

static const char *part_of(natsMsg *message, int part, size_t *count) {
    const char *text = NULL;
    *count = 0;
    switch (part) {
    case CNATS_DESK:
        if (natsMsgHeader_Get(message, "Wiredesk-Desk", &text) != NATS_OK) {
            text = NULL;
        }
        break;
    case CNATS_BYTES: *count = (size_t)natsMsg_GetDataLength(message); return natsMsg_GetData(message);
    default: break;
    }
    *count = text == NULL ? 0 : strlen(text);
    return text;
}

size_t cnats_size(uintptr_t number, int64_t place, int part) {
    natsMsg *message = message_at(link_of(number), place);
    size_t count = 0;
    if (message != NULL) {
        part_of(message, part, &count);
    }
    return count;
}

size_t cnats_copy(uintptr_t number, int64_t place, int part, uint8_t *target, size_t capacity) {
    natsMsg *message = message_at(link_of(number), place);
    size_t count = 0;
    const char *bytes = message == NULL ? NULL : part_of(message, part, &count);
    if (bytes == NULL) {
        return 0;
    }
    count = count < capacity ? count : capacity;
    memcpy(target, bytes, count);
    return count;
}

uint64_t cnats_sequence(uintptr_t number, int64_t place) {
    natsMsg *message = message_at(link_of(number), place);
    jsMsgMetaData *data = NULL;
    if (message == NULL || natsMsg_GetMetaData(&data, message) != NATS_OK) {
        return 0;
    }
    uint64_t sequence = data->Sequence.Stream;
    jsMsgMetaData_Destroy(data);
    return sequence;
}

uint64_t cnats_pending(uintptr_t number) {
    struct link *link = link_of(number);
    natsMsg *message = message_at(link, link->messages.Count - 1);
    jsMsgMetaData *data = NULL;
    if (message == NULL || natsMsg_GetMetaData(&data, message) != NATS_OK) {
        return 0;
    }
    uint64_t pending = data->NumPending;
    jsMsgMetaData_Destroy(data);
    return pending;
}

int cnats_acknowledge(uintptr_t number, int64_t milliseconds) {
    struct link *link = link_of(number);
    link_begin_call(link);
    natsStatus status = NATS_OK;
    for (int index = 0; index < link->messages.Count && status == NATS_OK; index++) {
        status = natsMsg_Ack(link->messages.Msgs[index], NULL);
    }
    if (status == NATS_OK && link->messages.Count > 0) {
        status = natsConnection_FlushTimeout(link->connection, milliseconds);
    }
    return link_result(link, status);
}

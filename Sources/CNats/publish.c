#include "link.h"

#include <stdlib.h>
#include <string.h>

int cnats_find_stream(uintptr_t number, const uint8_t *stream, size_t count) {
    struct link *link = link_of(number);
    link_begin_call(link);
    char *name = link_text(stream, count);
    if (name == NULL) {
        return link_result(link, NATS_INVALID_ARG);
    }
    jsStreamInfo *info = NULL;
    natsStatus status = js_GetStreamInfo(&info, link->stream, name, NULL, NULL);
    jsStreamInfo_Destroy(info);
    free(name);
    return link_result(link, status);
}

int cnats_create_stream(
    uintptr_t number, const uint8_t *stream, size_t count, const uint8_t *subject, size_t subject_count, int64_t replicas,
    int64_t age, int64_t duplicates) {
    struct link *link = link_of(number);
    link_begin_call(link);
    char *name = link_text(stream, count);
    char *subjects = link_text(subject, subject_count);
    natsStatus status = name == NULL || subjects == NULL ? NATS_INVALID_ARG : NATS_OK;
    jsStreamConfig config;
    if (status == NATS_OK) {
        status = jsStreamConfig_Init(&config);
    }
    if (status == NATS_OK) {
        config.Name = name;
        config.Subjects = (const char **)&subjects;
        config.SubjectsLen = 1;
        config.Storage = js_FileStorage;
        config.Replicas = replicas;
        config.MaxAge = age;
        config.Duplicates = duplicates;
        status = js_AddStream(NULL, link->stream, &config, NULL, NULL);
    }
    free(name);
    free(subjects);
    return link_result(link, status);
}

static natsStatus make_message(natsMsg **message, const char *subject, const char *desk, const uint8_t *bytes, size_t count) {
    natsStatus status = natsMsg_Create(message, subject, NULL, (const char *)bytes, (int)count);
    if (status == NATS_OK) {
        status = natsMsgHeader_Set(*message, "Wiredesk-Desk", desk);
    }
    return status;
}

int cnats_publish(
    uintptr_t number, const uint8_t *stream, size_t stream_count, const uint8_t *subject, size_t subject_count,
    const uint8_t *message_id, size_t id_count, const uint8_t *desk, size_t desk_count, const uint8_t *bytes,
    size_t count) {
    struct link *link = link_of(number);
    link_begin_call(link);
    char *texts[] = {
        link_text(stream, stream_count), link_text(subject, subject_count), link_text(message_id, id_count),
        link_text(desk, desk_count)};
    natsStatus status = count > INT32_MAX ? NATS_INVALID_ARG : NATS_OK;
    for (size_t index = 0; index < 4; index++) {
        if (texts[index] == NULL) {
            status = NATS_INVALID_ARG;
        }
    }
    natsMsg *message = NULL;
    if (status == NATS_OK) {
        status = make_message(&message, texts[1], texts[3], bytes, count);
    }
    jsPubOptions options;
    if (status == NATS_OK) {
        status = jsPubOptions_Init(&options);
    }
    if (status == NATS_OK) {
        options.ExpectStream = texts[0];
        options.MsgId = texts[2];
        status = js_PublishMsgAsync(link->stream, &message, &options);
    }
    // What was sent belongs to the library.
    natsMsg_Destroy(message);
    for (size_t index = 0; index < 4; index++) {
        free(texts[index]);
    }
    return link_result(link, status);
}

int cnats_await_answers(uintptr_t number, int64_t milliseconds) {
    struct link *link = link_of(number);
    jsPubOptions options;
    natsStatus status = jsPubOptions_Init(&options);
    if (status == NATS_OK) {
        options.MaxWait = milliseconds;
        status = js_PublishAsyncComplete(link->stream, &options);
    }
    char why[LINK_ERROR];
    pthread_mutex_lock(&link->lock);
    int refused = link->refused;
    int unanswered = link->unanswered;
    link->refused = 0;
    int unheard = link->unheard;
    link->unanswered = 0;
    link->unheard = 0;
    memcpy(why, link->unanswered_why, sizeof why);
    link->unanswered_why[0] = '\0';
    pthread_mutex_unlock(&link->lock);
    if (status == NATS_OK && refused > 0) {
        if (unanswered > 0) {
            link_begin_call(link);
            link_note(link, why);
            return unheard > 0 ? CNATS_UNHEARD : NATS_ERR;
        }
        return CNATS_REFUSED;
    }
    return link_result(link, status);
}

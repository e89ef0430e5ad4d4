// Publishes each line of standard input to a stream of JetStream, a thousand at a time, and does nothing else: what is left of
// wiredesk-publish without an archive, a cursor and what a record says.
//
//   bare URL STREAM SUBJECT < lines
#include <nats/nats.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

enum { BATCH = 1000 };

static void demand(natsStatus status) {
    if (status != NATS_OK) {
        fprintf(stderr, "%s\n", natsStatus_GetText(status));
        exit(1);
    }
}

int main(int count, char **arguments) {
    if (count != 4) {
        return 64;
    }
    natsConnection *connection = NULL;
    jsCtx *stream = NULL;
    demand(natsConnection_ConnectTo(&connection, arguments[1]));
    demand(natsConnection_JetStream(&stream, connection, NULL));
    jsStreamConfig config;
    demand(jsStreamConfig_Init(&config));
    config.Name = arguments[2];
    const char *subjects[] = {arguments[3]};
    config.Subjects = subjects;
    config.SubjectsLen = 1;
    demand(js_AddStream(NULL, stream, &config, NULL, NULL));
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    long number = 0;
    while ((length = getline(&line, &capacity, stdin)) > 0) {
        char id[32];
        snprintf(id, sizeof id, "%ld", ++number);
        jsPubOptions options;
        demand(jsPubOptions_Init(&options));
        options.MsgId = id;
        demand(js_PublishAsync(stream, arguments[3], line, (int)length - 1, &options));
        if (number % BATCH == 0) {
            demand(js_PublishAsyncComplete(stream, NULL));
        }
    }
    demand(js_PublishAsyncComplete(stream, NULL));
    printf("%ld\n", number);
    free(line);
    jsCtx_Destroy(stream);
    natsConnection_Destroy(connection);
    return 0;
}

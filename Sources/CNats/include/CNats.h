/// NATS with JetStream by libnats, behind calls that a memory-safe language can make: every buffer comes with its length, none
/// is kept after the call, and what stays is known by a number.
#ifndef WIREDESK_CNATS_H
#define WIREDESK_CNATS_H

#include <lifetimebound.h>
#include <ptrcheck.h>
#include <stddef.h>
#include <stdint.h>

/// What a call came to. Every other number is a `natsStatus` of <nats/status.h>.
enum { CNATS_OK = 0, CNATS_REFUSED = -1, CNATS_UNHEARD = -2, CNATS_TIMEOUT = 26, CNATS_NOT_FOUND = 13 };

/// What is said of a connection before it is opened.
enum {
    /// An address, as `nats://host:4222` or `tls://host`; may be said up to 16 times.
    CNATS_SERVER,
    /// What the connection is called where the server lists it.
    CNATS_NAME,
    /// The path of a file with a user's JWT and seed.
    CNATS_CREDENTIALS,
    /// The public key of a user, and the path of a file with its seed.
    CNATS_NKEY,
    CNATS_NKEY_SEED,
    /// The paths of files in PEM: who is trusted, the client's own certificate, and its key.
    CNATS_AUTHORITIES,
    CNATS_CERTIFICATE,
    CNATS_KEY,
    /// The name that the server's certificate must be for; the host of its address unless said.
    CNATS_HOST,
    /// How many settings there are.
    CNATS_SETTINGS
};

/// A connection that is not opened yet; 0 where memory ran out. One thread at a time may use it, until `cnats_end` frees it.
uintptr_t cnats_begin(void);

/// Says something of it. The text must hold no NUL and be shorter than 4,096 bytes.
int cnats_set(uintptr_t link, int setting, const uint8_t *__counted_by(count) text __noescape, size_t count);

/// Opens it to the first of its servers that answers within the time, each tried once.
int cnats_connect(uintptr_t link, int64_t milliseconds);

/// Whether it is open.
int cnats_is_connected(uintptr_t link);

/// How many bytes the server takes in one message.
int64_t cnats_largest(uintptr_t link);

/// Writes why the last call failed, as libnats or the server words it, as far as it fits; returns how many bytes it has.
size_t cnats_error(uintptr_t link, uint8_t *__counted_by(capacity) text __noescape, size_t capacity);

/// Whether the server has this stream: `CNATS_OK`, or `CNATS_NOT_FOUND`.
int cnats_find_stream(uintptr_t link, const uint8_t *__counted_by(count) stream __noescape, size_t count);

/// Makes a stream on disk of all messages under one subject, which keeps them for so many nanoseconds (0: for ever), and knows
/// ids again for `duplicates` nanoseconds.
int cnats_create_stream(
    uintptr_t link, const uint8_t *__counted_by(count) stream __noescape, size_t count,
    const uint8_t *__counted_by(subject_count) subject __noescape, size_t subject_count, int64_t replicas, int64_t age,
    int64_t duplicates);

/// Sends a message, whose answer is waited for by `cnats_await_answers`.
///
/// `stream` is the one that must take it; `message_id` the id by which the stream knows it again; `desk` the value of its header
/// `Wiredesk-Desk`.
int cnats_publish(
    uintptr_t link, const uint8_t *__counted_by(stream_count) stream __noescape, size_t stream_count,
    const uint8_t *__counted_by(subject_count) subject __noescape, size_t subject_count,
    const uint8_t *__counted_by(id_count) message_id __noescape, size_t id_count,
    const uint8_t *__counted_by(desk_count) desk __noescape, size_t desk_count,
    const uint8_t *__counted_by(count) bytes __noescape, size_t count);

/// Writes the id of the first message that the stream has refused on this connection, as far as it fits; returns how many bytes
/// it has.
size_t cnats_refused(uintptr_t link, uint8_t *__counted_by(capacity) text __noescape, size_t capacity);

/// Writes why the stream has refused that message, as far as it fits; returns how many bytes it has.
size_t cnats_refused_why(uintptr_t link, uint8_t *__counted_by(capacity) text __noescape, size_t capacity);

/// Forgets the message that was refused, so that the next one is the first.
void cnats_forget_refused(uintptr_t link);

/// Waits until every message that was sent is answered for. `CNATS_OK` where the stream has all of them, `CNATS_REFUSED` where it
/// has all but some that it has refused, `CNATS_UNHEARD` where no stream listens for the subject of one.
int cnats_await_answers(uintptr_t link, int64_t milliseconds);

/// Takes messages of a stream from now on, by a consumer of a name that the server keeps, which is made where it is not there.
/// `filter` may be empty. A message that is not acknowledged within `wait` nanoseconds comes again.
int cnats_consume(
    uintptr_t link, const uint8_t *__counted_by(stream_count) stream __noescape, size_t stream_count,
    const uint8_t *__counted_by(consumer_count) consumer __noescape, size_t consumer_count,
    const uint8_t *__counted_by(filter_count) filter __noescape, size_t filter_count, int64_t wait, int64_t most);

/// Takes up to `most` messages of together no more than `bytes` that are there, or the first that comes within `milliseconds`. `CNATS_OK` where there is
/// one; `CNATS_TIMEOUT` where none has come. They are kept until the next call.
int cnats_fetch(uintptr_t link, int64_t most, int64_t bytes, int64_t milliseconds);

/// How many messages were taken.
int64_t cnats_count(uintptr_t link);

/// What a message has.
enum { CNATS_BYTES, CNATS_DESK };

/// How many bytes a part of a message has: the message by its place among those that were taken.
size_t cnats_size(uintptr_t link, int64_t place, int part);

/// Writes a part of a message, as far as it fits; returns how many bytes were written.
size_t cnats_copy(
    uintptr_t link, int64_t place, int part, uint8_t *__counted_by(capacity) target __noescape, size_t capacity);

/// The number that the stream gave a message; 0 where it has none.
uint64_t cnats_sequence(uintptr_t link, int64_t place);

/// How many messages the consumer had still to hand out when it handed out the last of them.
uint64_t cnats_pending(uintptr_t link);

/// Acknowledges all messages that were taken, and waits until the server has heard it.
int cnats_acknowledge(uintptr_t link, int64_t milliseconds);

/// Closes and frees it.
void cnats_end(uintptr_t link);

#endif

// SHA-256 (FIPS 180-4) by OpenSSL's libcrypto, behind calls that a memory-safe language can make: every buffer comes with
// its length, and none is kept after the call. None of them fails but for want of memory, which ends the process.
#pragma once

#include <lifetimebound.h>
#include <ptrcheck.h>
#include <stddef.h>
#include <stdint.h>

enum { CDIGEST_SHA256_BYTES = 32 };

/// Writes the SHA-256 of `bytes` to the 32 bytes of `digest`.
void cdigest_sha256(
    const uint8_t *__counted_by(count) bytes __noescape, size_t count,
    uint8_t *__counted_by(capacity) digest __noescape, size_t capacity);

/// Begins a digest that is computed piece by piece, and returns what the calls below know it by. One thread at a time may
/// use it, until `cdigest_sha256_end` frees it.
uintptr_t cdigest_sha256_begin(void);

/// Takes in more bytes.
void cdigest_sha256_update(
    uintptr_t state, const uint8_t *__counted_by(count) bytes __noescape, size_t count);

/// Writes the digest of all that was taken in to the 32 bytes of `digest`; the state takes in no more.
void cdigest_sha256_finish(uintptr_t state, uint8_t *__counted_by(capacity) digest __noescape, size_t capacity);

/// Frees the state.
void cdigest_sha256_end(uintptr_t state);

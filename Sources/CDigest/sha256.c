#include "CDigest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <stdlib.h>

static EVP_MD *sha256;

// The algorithm is fetched once: EVP_sha256() looks it up again at each call, for 0.4 µs. OpenSSL's configuration file is
// none of ours, and its handler at exit(3) would free what other threads still compute with.
static void fetch(void) {
    if (OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT, NULL) == 1) {
        sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    }
}

// What fails here is memory that ran out, and ends the process as it does wherever Swift asks for memory.
static void demand(int succeeded) {
    if (!succeeded) {
        abort();
    }
}

static const EVP_MD *algorithm(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    demand(pthread_once(&once, fetch) == 0 && sha256 != NULL);
    return sha256;
}

static EVP_MD_CTX *context(uintptr_t state) {
    return (EVP_MD_CTX *)state;
}

void cdigest_sha256(const uint8_t *bytes, size_t count, uint8_t *digest, size_t capacity) {
    demand(capacity == CDIGEST_SHA256_BYTES);
    demand(EVP_Digest(bytes, count, digest, NULL, algorithm(), NULL) == 1);
}

uintptr_t cdigest_sha256_begin(void) {
    EVP_MD_CTX *begun = EVP_MD_CTX_new();
    demand(begun != NULL && EVP_DigestInit_ex2(begun, algorithm(), NULL) == 1);
    return (uintptr_t)begun;
}

void cdigest_sha256_update(uintptr_t state, const uint8_t *bytes, size_t count) {
    demand(EVP_DigestUpdate(context(state), bytes, count) == 1);
}

void cdigest_sha256_finish(uintptr_t state, uint8_t *digest, size_t capacity) {
    demand(capacity == CDIGEST_SHA256_BYTES);
    demand(EVP_DigestFinal_ex(context(state), digest, NULL) == 1);
}

void cdigest_sha256_end(uintptr_t state) {
    EVP_MD_CTX_free(context(state));
}

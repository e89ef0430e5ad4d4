#include "CText.h"

#include <libstemmer.h>
#include <pthread.h>
#include <string.h>

// The languages that Snowball has rules for, each with its stemmer once it was asked for. They stay for as long as the
// process; one thread at a time uses them.
static struct {
    const char *code;
    struct sb_stemmer *stemmer;
} languages[] = {
    {"ar", 0}, {"ca", 0}, {"da", 0}, {"de", 0}, {"el", 0}, {"en", 0}, {"es", 0}, {"eu", 0}, {"fi", 0}, {"fr", 0},
    {"ga", 0}, {"hi", 0}, {"hu", 0}, {"hy", 0}, {"id", 0}, {"it", 0}, {"lt", 0}, {"ne", 0}, {"nl", 0}, {"no", 0},
    {"pt", 0}, {"ro", 0}, {"ru", 0}, {"sr", 0}, {"sv", 0}, {"ta", 0}, {"tr", 0},
};
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

enum { LANGUAGES = sizeof languages / sizeof languages[0] };

int ctext_stemmer_number(const uint8_t *language, size_t count) {
    for (int i = 0; i < LANGUAGES; i++) {
        if (strlen(languages[i].code) == count && memcmp(languages[i].code, language, count) == 0) {
            return i;
        }
    }
    return -1;
}

ptrdiff_t ctext_stem(int stemmer, const uint8_t *word, size_t count, uint8_t *output, size_t capacity) {
    if (stemmer < 0 || stemmer >= LANGUAGES || count > 4096) {
        return -1;
    }
    ptrdiff_t length = -1;
    pthread_mutex_lock(&guard);
    struct sb_stemmer **found = &languages[stemmer].stemmer;
    if (*found == NULL) {
        *found = sb_stemmer_new(languages[stemmer].code, "UTF_8");
    }
    if (*found != NULL) {
        const sb_symbol *stem = sb_stemmer_stem(*found, word, (int)count);
        if (stem != NULL && (size_t)sb_stemmer_length(*found) <= capacity) {
            length = sb_stemmer_length(*found);
            memcpy(output, stem, (size_t)length);
        }
    }
    pthread_mutex_unlock(&guard);
    return length;
}

#include "CText.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <uchardet/uchardet.h>

size_t ctext_detect_encoding(const uint8_t *bytes, size_t count, uint8_t *name, size_t capacity) {
    uchardet_t detector = uchardet_new();
    if (detector == NULL) {
        return 0;
    }
    size_t length = 0;
    if (uchardet_handle_data(detector, (const char *)bytes, count) == 0) {
        uchardet_data_end(detector);
        const char *found = uchardet_get_charset(detector);
        length = strlen(found);
        if (length > capacity) {
            length = 0;
        }
        memcpy(name, found, length);
    }
    uchardet_delete(detector);
    return length;
}

static const char *const encodings[] = {
    "windows-1252", "windows-1251", "windows-1250", "windows-1253", "windows-1254", "windows-1257",
    "iso-8859-2",   "iso-8859-5",   "koi8-r",       "koi8-u",       "ibm866",       "gb18030",
    "big5",         "shift_jis",    "euc-jp",       "iso-2022-jp",  "euc-kr",       "utf-16le",
    "utf-16be",     "utf-32le",     "utf-32be",     "iso-8859-15",  "ibm850",       "ibm852",
};

int ctext_encoding_number(const uint8_t *name, size_t count) {
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        if (strlen(encodings[i]) == count && memcmp(encodings[i], name, count) == 0) {
            return (int)i;
        }
    }
    return -1;
}

ptrdiff_t ctext_convert(
    int encoding_number, const uint8_t *bytes, size_t count, uint8_t *output, size_t capacity) {
    if (encoding_number < 0 || (size_t)encoding_number >= sizeof encodings / sizeof *encodings) {
        return -1;
    }
    iconv_t converter = iconv_open("UTF-8", encodings[encoding_number]);
    if (converter == (iconv_t)-1) {
        return -1;
    }
    char *in = (char *)bytes;
    char *out = (char *)output;
    size_t in_left = count;
    size_t out_left = capacity;
    ptrdiff_t result = 0;
    if (iconv(converter, &in, &in_left, &out, &out_left) == (size_t)-1 ||
        iconv(converter, NULL, NULL, &out, &out_left) == (size_t)-1) {
        result = errno == E2BIG ? -3 : -2;
    } else {
        result = (ptrdiff_t)(capacity - out_left);
    }
    iconv_close(converter);
    return result;
}

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

ptrdiff_t ctext_convert(
    const uint8_t *encoding, size_t encoding_count, const uint8_t *bytes, size_t count, uint8_t *output,
    size_t capacity) {
    char name[64];
    if (encoding_count >= sizeof name) {
        return -1;
    }
    memcpy(name, encoding, encoding_count);
    name[encoding_count] = '\0';
    iconv_t converter = iconv_open("UTF-8", name);
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

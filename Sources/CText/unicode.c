#include "CText.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

ptrdiff_t ctext_nfkc(const uint8_t *bytes, size_t count, uint8_t *output, size_t capacity) {
    utf8proc_uint8_t *normal = NULL;
    utf8proc_ssize_t length = utf8proc_map(
        bytes, (utf8proc_ssize_t)count, &normal, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
    if (length < 0) {
        return -1;
    }
    ptrdiff_t result = length;
    if ((size_t)length <= capacity) {
        memcpy(output, normal, (size_t)length);
    } else {
        result = -2 - (ptrdiff_t)length;
    }
    free(normal);
    return result;
}

int ctext_category(uint32_t code_point) {
    return (int)utf8proc_category((utf8proc_int32_t)code_point);
}

uint32_t ctext_lowercase(uint32_t code_point) {
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
}

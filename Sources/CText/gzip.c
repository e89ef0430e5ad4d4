#include "CText.h"

#include <libdeflate.h>

ptrdiff_t ctext_gzip(const uint8_t *bytes, size_t count, uint8_t *output, size_t capacity) {
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(6);
    if (compressor == NULL) {
        return -1;
    }
    size_t written = libdeflate_gzip_compress(compressor, bytes, count, output, capacity);
    libdeflate_free_compressor(compressor);
    return written > 0 ? (ptrdiff_t)written : -1;
}

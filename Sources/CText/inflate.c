#include "CText.h"

#include <libdeflate.h>

uint64_t ctext_inflate(const uint8_t *bytes, size_t count, uint8_t *output, size_t capacity) {
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    if (decompressor == NULL || capacity > UINT32_MAX) {
        libdeflate_free_decompressor(decompressor);
        return CTEXT_INFLATE_INVALID;
    }
    size_t in = 0;
    size_t out = 0;
    enum libdeflate_result result = libdeflate_deflate_decompress_ex(
        decompressor, bytes, count < UINT32_MAX ? count : UINT32_MAX - 1, output, capacity, &in, &out);
    libdeflate_free_decompressor(decompressor);
    if (result != LIBDEFLATE_SUCCESS) {
        return result == LIBDEFLATE_INSUFFICIENT_SPACE ? CTEXT_INFLATE_TOO_LARGE : CTEXT_INFLATE_INVALID;
    }
    return (uint64_t)in << 32 | out;
}

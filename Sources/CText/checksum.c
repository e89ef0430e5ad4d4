#include "CText.h"

#include <libdeflate.h>

uint32_t ctext_crc32(uint32_t checksum, const uint8_t *bytes, size_t count) {
    return libdeflate_crc32(checksum, bytes, count);
}

#include "CText.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Blocks of 16 bytes. Without SSE2 the loops over single bytes at the end of each function do all the work. */

unsigned ctext_survey(const uint8_t *bytes, size_t count) {
    uint8_t high = 0;
    uint8_t controls = 0;
    uint8_t shifts = 0;
    for (size_t i = 0; i < count; i++) {
        uint8_t byte = bytes[i];
        high |= byte;
        controls |= (uint8_t)((byte < 0x20) & (byte != 0x09) & (byte != 0x0A) & (byte != 0x0D) & (byte != 0x0C));
        controls |= byte == 0x7F;
        shifts |= (uint8_t)((byte == '+') | (byte == '~'));
    }
    return (high & 0x80 ? CTEXT_HAS_HIGH : 0U) | (controls ? CTEXT_HAS_CONTROLS : 0U) |
           (shifts ? CTEXT_HAS_SHIFTS : 0U);
}

size_t ctext_find(const uint8_t *bytes, size_t count, size_t start, uint8_t byte) {
    const uint8_t *found = start < count ? memchr(bytes + start, byte, count - start) : NULL;
    return found != NULL ? (size_t)(found - bytes) : count;
}

size_t ctext_run_end(const uint8_t *bytes, size_t count, size_t start) {
    size_t i = start;
    uint8_t last = 0x7E;
#if defined(__SSE2__)
    const __m128i space = _mm_set1_epi8(0x20);
    const __m128i del = _mm_set1_epi8(0x7F);
    unsigned carry = 0;
    for (; i + 16 <= count; i += 16) {
        __m128i block = _mm_loadu_si128((const __m128i *)(bytes + i));
        unsigned spaces = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, space));
        /* As signed numbers, controls and all that is not ASCII are below a space. */
        unsigned bad = (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_cmplt_epi8(block, space), _mm_cmpeq_epi8(block, del)));
        bad |= spaces & (spaces << 1 | carry);
        if (bad) {
            return i + (size_t)__builtin_ctz(bad);
        }
        carry = spaces >> 15;
    }
    last = carry ? 0x20 : 0x7E;
#endif
    for (; i < count; i++) {
        uint8_t byte = bytes[i];
        if (byte < 0x20 || byte > 0x7E || (byte | last) == 0x20) {
            break;
        }
        last = byte;
    }
    return i;
}

size_t ctext_plain_end(const uint8_t *bytes, size_t count, size_t start) {
    size_t i = start;
    uint8_t last = 0x7E;
#if defined(__SSE2__)
    const __m128i space = _mm_set1_epi8(0x20);
    const __m128i del = _mm_set1_epi8(0x7F);
    const __m128i hyphen = _mm_set1_epi8(0x2D);
    const __m128i grave = _mm_set1_epi8(0x60);
    unsigned carry = 0;
    for (; i + 16 <= count; i += 16) {
        __m128i block = _mm_loadu_si128((const __m128i *)(bytes + i));
        unsigned spaces = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, space));
        __m128i wrong = _mm_or_si128(_mm_cmplt_epi8(block, space), _mm_cmpeq_epi8(block, del));
        wrong = _mm_or_si128(wrong, _mm_or_si128(_mm_cmpeq_epi8(block, hyphen), _mm_cmpeq_epi8(block, grave)));
        unsigned bad = (unsigned)_mm_movemask_epi8(wrong) | (spaces & (spaces << 1 | carry));
        if (bad) {
            return i + (size_t)__builtin_ctz(bad);
        }
        carry = spaces >> 15;
    }
    last = carry ? 0x20 : 0x7E;
#endif
    for (; i < count; i++) {
        uint8_t byte = bytes[i];
        if (byte < 0x20 || byte > 0x7E || (byte | last) == 0x20 || byte == 0x2D || byte == 0x60) {
            break;
        }
        last = byte;
    }
    return i;
}

size_t ctext_unescaped_end(const uint8_t *bytes, size_t count, size_t start) {
    size_t i = start;
#if defined(__SSE2__)
    const __m128i last_control = _mm_set1_epi8(0x1F);
    for (; i + 16 <= count; i += 16) {
        __m128i block = _mm_loadu_si128((const __m128i *)(bytes + i));
        __m128i wrong = _mm_cmpeq_epi8(_mm_min_epu8(block, last_control), block);
        wrong = _mm_or_si128(wrong, _mm_cmpeq_epi8(block, _mm_set1_epi8('"')));
        wrong = _mm_or_si128(wrong, _mm_cmpeq_epi8(block, _mm_set1_epi8('\\')));
        wrong = _mm_or_si128(wrong, _mm_cmpeq_epi8(block, _mm_set1_epi8(0x7F)));
        wrong = _mm_or_si128(wrong, _mm_cmpeq_epi8(block, _mm_set1_epi8((char)0xC2)));
        wrong = _mm_or_si128(wrong, _mm_cmpeq_epi8(block, _mm_set1_epi8((char)0xE2)));
        unsigned bad = (unsigned)_mm_movemask_epi8(wrong);
        if (bad) {
            return i + (size_t)__builtin_ctz(bad);
        }
    }
#endif
    for (; i < count; i++) {
        uint8_t byte = bytes[i];
        if (byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7F || byte == 0xC2 || byte == 0xE2) {
            break;
        }
    }
    return i;
}

static int is_letter(uint8_t byte) {
    return (uint8_t)((byte | 0x20) - 0x61) < 26;
}

static int is_digit(uint8_t byte) {
    return (uint8_t)(byte - 0x30) < 10;
}

/* Whether the mark between two letters or digits joins them to one word (WB6, WB7, WB11, WB12 of UAX 29). */
static int joins(uint8_t before, uint8_t mark, uint8_t after) {
    switch (mark) {
    case '.':
    case '\'':
        return (is_letter(before) && is_letter(after)) || (is_digit(before) && is_digit(after));
    case ':':
        return is_letter(before) && is_letter(after);
    case ',':
    case ';':
        return is_digit(before) && is_digit(after);
    default:
        return 0;
    }
}

size_t ctext_simple_end(const uint8_t *bytes, size_t count, size_t start) {
    size_t i = start;
#if defined(__SSE2__)
    const __m128i underscore = _mm_set1_epi8('_');
    for (; i + 16 <= count; i += 16) {
        __m128i block = _mm_loadu_si128((const __m128i *)(bytes + i));
        unsigned other = (unsigned)_mm_movemask_epi8(_mm_or_si128(block, _mm_cmpeq_epi8(block, underscore)));
        if (other) {
            return i + (size_t)__builtin_ctz(other);
        }
    }
#endif
    while (i < count && bytes[i] < 0x80 && bytes[i] != '_') {
        i++;
    }
    return i;
}

ptrdiff_t ctext_count_words(const uint8_t *bytes, size_t count) {
    ptrdiff_t words = 0;
    size_t i = 0;
    unsigned carry = 0;
#if defined(__SSE2__)
    const __m128i lower = _mm_set1_epi8(0x20);
    const __m128i mark_a = _mm_set1_epi8('.');
    const __m128i mark_b = _mm_set1_epi8('\'');
    const __m128i mark_c = _mm_set1_epi8(',');
    const __m128i mark_d = _mm_set1_epi8(':');
    const __m128i mark_e = _mm_set1_epi8(';');
    const __m128i underscore = _mm_set1_epi8('_');
    for (; i + 17 <= count; i += 16) {
        __m128i block = _mm_loadu_si128((const __m128i *)(bytes + i));
        unsigned other =
            (unsigned)_mm_movemask_epi8(_mm_or_si128(block, _mm_cmpeq_epi8(block, underscore)));
        if (other) {
            return -1;
        }
        __m128i folded = _mm_or_si128(block, lower);
        __m128i letters = _mm_and_si128(
            _mm_cmpgt_epi8(folded, _mm_set1_epi8('a' - 1)), _mm_cmplt_epi8(folded, _mm_set1_epi8('z' + 1)));
        __m128i digits = _mm_and_si128(
            _mm_cmpgt_epi8(block, _mm_set1_epi8('0' - 1)), _mm_cmplt_epi8(block, _mm_set1_epi8('9' + 1)));
        unsigned inside = (unsigned)_mm_movemask_epi8(_mm_or_si128(letters, digits));
        words += __builtin_popcount(inside & ~(inside << 1 | carry) & 0xFFFF);
        __m128i marks = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(block, mark_a), _mm_cmpeq_epi8(block, mark_b)),
            _mm_or_si128(
                _mm_cmpeq_epi8(block, mark_c), _mm_or_si128(_mm_cmpeq_epi8(block, mark_d), _mm_cmpeq_epi8(block, mark_e))));
        unsigned joints = (unsigned)_mm_movemask_epi8(marks) & (inside << 1 | carry);
        while (joints) {
            unsigned at = (unsigned)__builtin_ctz(joints);
            joints &= joints - 1;
            /* A mark with a letter or digit before it: i + at > 0. */
            words -= joins(bytes[i + at - 1], bytes[i + at], bytes[i + at + 1]);
        }
        carry = inside >> 15 & 1;
    }
#endif
    for (; i < count; i++) {
        uint8_t byte = bytes[i];
        if (byte >= 0x80 || byte == '_') {
            return -1;
        }
        unsigned inside = is_letter(byte) || is_digit(byte);
        if (inside && !carry) {
            words++;
        }
        if (!inside && carry && i > 0 && i + 1 < count) {
            words -= joins(bytes[i - 1], byte, bytes[i + 1]);
        }
        carry = inside;
    }
    return words;
}

size_t ctext_copy(const uint8_t *bytes, size_t count, uint8_t *target, size_t capacity, size_t at) {
    size_t room = at < capacity ? capacity - at : 0;
    size_t length = count < room ? count : room;
    memcpy(target + (length ? at : 0), bytes, length);
    return length;
}

size_t ctext_next_digit(const uint8_t *bytes, size_t count, size_t start) {
    size_t i = start;
#if defined(__SSE2__)
    for (; i + 16 <= count; i += 16) {
        __m128i block = _mm_loadu_si128((const __m128i *)(bytes + i));
        unsigned digits = (unsigned)_mm_movemask_epi8(_mm_and_si128(
            _mm_cmpgt_epi8(block, _mm_set1_epi8('0' - 1)), _mm_cmplt_epi8(block, _mm_set1_epi8('9' + 1))));
        if (digits) {
            return i + (size_t)__builtin_ctz(digits);
        }
    }
#endif
    while (i < count && !is_digit(bytes[i])) {
        i++;
    }
    return i;
}

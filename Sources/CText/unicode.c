#include "CText.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/// Text on its way to its normal form: code points that are decomposed and wait for the end of their piece.
///
/// `utf8proc_map` does the whole text at once, in four bytes a code point, and sorts marks by exchanging neighbours, which
/// is quadratic in the length of a run of them. Here the text is done in pieces that normalize alone, and marks are
/// sorted by counting.
struct normalizer {
    int32_t *points;
    size_t length;
    size_t room;
    /// Where the run of marks begins that the last code points are part of; `length` where there is none.
    size_t marks;
    uint8_t *output;
    size_t capacity;
    /// Bytes of the normal form so far, whether `output` had room for them or not.
    size_t written;
};

enum {
    /// Code points after which a piece ends as soon as it may.
    PIECE = 4096,
    /// The most code points that one is decomposed into: U+FDFA has 18.
    LONGEST_DECOMPOSITION = 32,
    /// Runs up to this length are sorted by insertion.
    SHORT_RUN = 16,
    FORM = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT,
};

static utf8proc_propval_t class_of(int32_t point) {
    return utf8proc_get_property(point)->combining_class;
}

/// Whether nothing before the code point can be exchanged with it or join it: it is a starter, and neither a mark nor
/// a vowel or final consonant of Hangul, the only kinds that are ever the second part of a composition.
static int begins_piece(int32_t point) {
    const utf8proc_property_t *property = utf8proc_get_property(point);
    return property->combining_class == 0 && property->category != UTF8PROC_CATEGORY_MN &&
        property->category != UTF8PROC_CATEGORY_MC && property->category != UTF8PROC_CATEGORY_ME &&
        (point < 0x1160 || point > 0x11FF);
}

/// Brings a run of marks into canonical order (Unicode Standard, D109): by combining class, those of one class as they came.
static int sort_marks(int32_t *points, size_t count) {
    if (count <= SHORT_RUN) {
        for (size_t i = 1; i < count; i++) {
            int32_t point = points[i];
            size_t at = i;
            for (; at > 0 && class_of(points[at - 1]) > class_of(point); at--) {
                points[at] = points[at - 1];
            }
            points[at] = point;
        }
        return 0;
    }
    size_t ends[256] = {0};
    for (size_t i = 0; i < count; i++) {
        ends[class_of(points[i]) & 255]++;
    }
    size_t sum = 0;
    for (size_t class = 0; class < 256; class++) {
        size_t own = ends[class];
        ends[class] = sum;
        sum += own;
    }
    int32_t *sorted = malloc(count * sizeof *sorted);
    if (sorted == NULL) {
        return -1;
    }
    for (size_t i = 0; i < count; i++) {
        sorted[ends[class_of(points[i]) & 255]++] = points[i];
    }
    memcpy(points, sorted, count * sizeof *sorted);
    free(sorted);
    return 0;
}

static int end_marks(struct normalizer *text) {
    int failed = sort_marks(text->points + text->marks, text->length - text->marks);
    text->marks = text->length;
    return failed;
}

/// Composes what waits and writes it.
static int end_piece(struct normalizer *text) {
    if (end_marks(text) < 0) {
        return -1;
    }
    utf8proc_ssize_t composed =
        utf8proc_normalize_utf32(text->points, (utf8proc_ssize_t)text->length, FORM);
    if (composed < 0) {
        return -1;
    }
    for (utf8proc_ssize_t i = 0; i < composed; i++) {
        utf8proc_uint8_t bytes[4];
        size_t count = (size_t)utf8proc_encode_char(text->points[i], bytes);
        if (text->written + count <= text->capacity) {
            memcpy(text->output + text->written, bytes, count);
        }
        text->written += count;
    }
    text->length = text->marks = 0;
    return 0;
}

static int make_room(struct normalizer *text) {
    if (text->room - text->length >= LONGEST_DECOMPOSITION) {
        return 0;
    }
    size_t room = text->room ? text->room + text->room / 2 : PIECE + 2 * LONGEST_DECOMPOSITION;
    int32_t *points = realloc(text->points, room * sizeof *points);
    if (points == NULL) {
        return -1;
    }
    text->points = points;
    text->room = room;
    return 0;
}

/// Adds a code point's decomposition, which begins a piece of its own where the last one is long enough.
static int add(struct normalizer *text, int32_t point) {
    int32_t parts[LONGEST_DECOMPOSITION];
    int boundary = UTF8PROC_BOUNDCLASS_START;
    utf8proc_ssize_t count = utf8proc_decompose_char(point, parts, LONGEST_DECOMPOSITION, FORM, &boundary);
    if (count < 0 || count > LONGEST_DECOMPOSITION) {
        return -1;
    }
    if (text->length >= PIECE && count > 0 && begins_piece(parts[0]) && end_piece(text) < 0) {
        return -1;
    }
    if (make_room(text) < 0) {
        return -1;
    }
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        text->points[text->length] = parts[i];
        if (class_of(parts[i]) == 0) {
            if (end_marks(text) < 0) {
                return -1;
            }
            text->marks = text->length + 1;
        }
        text->length++;
    }
    return 0;
}

static ptrdiff_t normalize(struct normalizer *text, const uint8_t *bytes, size_t count) {
    for (size_t i = 0; i < count;) {
        int32_t point = 0;
        utf8proc_ssize_t length = utf8proc_iterate(bytes + i, (utf8proc_ssize_t)(count - i), &point);
        if (length <= 0 || add(text, point) < 0) {
            return -1;
        }
        i += (size_t)length;
    }
    if (end_piece(text) < 0) {
        return -1;
    }
    return text->written <= text->capacity ? (ptrdiff_t)text->written : -2 - (ptrdiff_t)text->written;
}

ptrdiff_t ctext_nfkc(const uint8_t *bytes, size_t count, uint8_t *output, size_t capacity) {
    struct normalizer text = {.output = output, .capacity = capacity};
    ptrdiff_t result = normalize(&text, bytes, count);
    free(text.points);
    return result;
}

int ctext_category(uint32_t code_point) {
    return (int)utf8proc_category((utf8proc_int32_t)code_point);
}

uint64_t ctext_casefold(uint32_t code_point) {
    utf8proc_int32_t points[4] = {0};
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)code_point, points, 4, UTF8PROC_CASEFOLD, &boundary);
    if (count < 1 || count > 3) return code_point;
    uint64_t packed = 0;
    for (utf8proc_ssize_t at = count; at-- > 0;) packed = packed << 21 | (uint64_t)points[at];
    return packed;
}

uint32_t ctext_lowercase(uint32_t code_point) {
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
}

#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <cstring>

#include "CText.h"

uint64_t ctext_detect_language(
    const uint8_t *__counted_by(count) bytes __noescape, size_t count,
    uint8_t *__counted_by(capacity) code __noescape, size_t capacity) {
    CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language languages[3];
    int percents[3];
    double scores[3];
    int text_bytes = 0;
    int valid_prefix = 0;
    bool reliable = false;
    CLD2::Language found = CLD2::ExtDetectLanguageSummaryCheckUTF8(
        reinterpret_cast<const char *>(bytes), static_cast<int>(count), true, &hints, 0, languages, percents, scores,
        nullptr, &text_bytes, &reliable, &valid_prefix);
    if (found == CLD2::UNKNOWN_LANGUAGE) {
        found = languages[0];
    }
    uint64_t length = 0;
    if (found != CLD2::UNKNOWN_LANGUAGE) {
        const char *name = CLD2::LanguageCode(found);
        length = std::strlen(name);
        if (length > capacity || length > 255) {
            length = 0;
        }
        std::memcpy(code, name, length);
    }
    uint64_t score = scores[0] > 0 ? static_cast<uint64_t>(scores[0]) : 0;
    return length | (reliable ? 1U << 8 : 0) | static_cast<uint64_t>(percents[0] & 255) << 16 | score << 32;
}

/// The text libraries of the system behind calls that a memory-safe language can make: every
/// buffer comes with its length, none is kept after the call, and nothing is allocated for the caller.
#ifndef WIREDESK_CTEXT_H
#define WIREDESK_CTEXT_H

#include <lifetimebound.h>
#include <ptrcheck.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Names the likeliest encoding of `bytes` by uchardet's statistics.
/// Writes the name to `name`, as long as it fits, and returns its length; 0 when there is no answer.
size_t ctext_detect_encoding(
    const uint8_t *__counted_by(count) bytes __noescape, size_t count,
    uint8_t *__counted_by(capacity) name __noescape, size_t capacity);

/// The number by which `ctext_convert` knows an encoding, -1 for a name it does not know. Names are IANA's in lower case.
int ctext_encoding_number(const uint8_t *__counted_by(count) name __noescape, size_t count);

/// Converts `bytes` from an encoding to UTF-8 by iconv(3), stopping at nothing.
/// Returns the number of bytes written to `output`; -1 when the encoding is unknown, -2 when a byte
/// sequence is not valid in it, -3 when `output` is too small. Three bytes of output for each byte of
/// input are always enough.
ptrdiff_t ctext_convert(
    int encoding_number, const uint8_t *__counted_by(count) bytes __noescape, size_t count,
    uint8_t *__counted_by(capacity) output __noescape, size_t capacity);

/// Writes the NFKC form (Unicode Standard Annex 15) of the UTF-8 in `bytes` to `output`.
/// Returns the number of bytes written; -1 when `bytes` is not UTF-8 or memory ran out, and when
/// `output` is too small -2 less the number of bytes it needs.
ptrdiff_t ctext_nfkc(
    const uint8_t *__counted_by(count) bytes __noescape, size_t count,
    uint8_t *__counted_by(capacity) output __noescape, size_t capacity);

/// The number by which `ctext_stem` knows a language, -1 for one that it has no rules for. Languages have their ISO 639 codes.
int ctext_stemmer_number(const uint8_t *__counted_by(count) language __noescape, size_t count);

/// Writes what the forms of a word have in common, by Snowball's rules for its language; the word is UTF-8 in lower case.
/// Returns the number of bytes written; -1 when there is no room for it or no memory. It is never longer than the word
/// and three bytes.
ptrdiff_t ctext_stem(
    int stemmer, const uint8_t *__counted_by(count) word __noescape, size_t count,
    uint8_t *__counted_by(capacity) output __noescape, size_t capacity);

/// The general category (Unicode Standard, table 4-4) of a code point as utf8proc numbers it:
/// 0 Cn, 1 Lu, 2 Ll, 3 Lt, 4 Lm, 5 Lo, 6 Mn, 7 Mc, 8 Me, 9 Nd, 10 Nl, 11 No, 12 Pc, 13 Pd, 14 Ps,
/// 15 Pe, 16 Pi, 17 Pf, 18 Po, 19 Sm, 20 Sc, 21 Sk, 22 So, 23 Zs, 24 Zl, 25 Zp, 26 Cc, 27 Cf, 28 Cs, 29 Co.
int ctext_category(uint32_t code_point);

/// The full case folding of a code point (Unicode Standard, section 3.13): up to three code points of 21 bits each, the
/// first in the lowest bits, 0 where there is no further one; the code point itself when it has no folding.
uint64_t ctext_casefold(uint32_t code_point);

/// The lower-case form of a code point, itself when it has none.
uint32_t ctext_lowercase(uint32_t code_point);

/// What `ctext_survey` finds: bytes above 0x7F; control characters other than tab, line feed, form feed, carriage return.
enum { CTEXT_HAS_HIGH = 1, CTEXT_HAS_CONTROLS = 2, CTEXT_HAS_SHIFTS = 4 };

/// Looks at each of `bytes` and tells which kinds of them there are, as a sum of the constants above.
unsigned ctext_survey(const uint8_t *__counted_by(count) bytes __noescape, size_t count);

/// The index of the first `byte` from `start` on, `count` where there is none.
size_t ctext_find(const uint8_t *__counted_by(count) bytes __noescape, size_t count, size_t start, uint8_t byte);

/// Where the visible ASCII characters and single spaces that begin at `start` end.
size_t ctext_run_end(const uint8_t *__counted_by(count) bytes __noescape, size_t count, size_t start);

/// The same without hyphens and grave accents.
size_t ctext_plain_end(const uint8_t *__counted_by(count) bytes __noescape, size_t count, size_t start);

/// Where the first byte at or after `start` stands that a JSON string does not take as it is, or that may begin a character
/// which is escaped in a record: a control, a quotation mark, a backslash, DEL, 0xC2 or 0xE2; `count` where there is none.
size_t ctext_unescaped_end(const uint8_t *__counted_by(count) bytes __noescape, size_t count, size_t start);

/// Copies `bytes` into `target` from its byte `at` on, as many as it has room for; returns how many.
size_t ctext_copy(
    const uint8_t *__counted_by(count) bytes __noescape, size_t count,
    uint8_t *__counted_by(capacity) target __noescape, size_t capacity, size_t at);

/// Where the first ASCII digit at or after `start` stands; `count` where there is none.
size_t ctext_next_digit(const uint8_t *__counted_by(count) bytes __noescape, size_t count, size_t start);

/// Where the first byte at or after `start` stands that is not ASCII, or an underscore; `count` where there is none.
size_t ctext_simple_end(const uint8_t *__counted_by(count) bytes __noescape, size_t count, size_t start);

/// How many words of Unicode Standard Annex 29 ASCII text has; -1 where `bytes` hold anything but ASCII, or an underscore.
ptrdiff_t ctext_count_words(const uint8_t *__counted_by(count) bytes __noescape, size_t count);

/// The CRC-32 (RFC 1952, section 8) of what `checksum` is that of, 0 for nothing, with `bytes` behind it.
uint32_t ctext_crc32(uint32_t checksum, const uint8_t *__counted_by(count) bytes __noescape, size_t count);

/// What `ctext_inflate` answers for a stream that is not valid or not whole, and for one that needs more room.
#define CTEXT_INFLATE_INVALID UINT64_MAX
#define CTEXT_INFLATE_TOO_LARGE (UINT64_MAX - 1)

/// Packs `bytes` as one member of gzip (RFC 1952). Returns the number of bytes written to `output`; -1 when memory ran out
/// or there is no room for it. A sixty-fourth more than `bytes` and 1,024 are always enough.
ptrdiff_t ctext_gzip(
    const uint8_t *__counted_by(count) bytes __noescape, size_t count,
    uint8_t *__counted_by(capacity) output __noescape, size_t capacity);

/// Unpacks the DEFLATE stream (RFC 1951) that `bytes` begin with, by libdeflate. Writes no more than `capacity` bytes, which
/// are less than 4 GiB. Returns two numbers in one: in the lower 32 bits the number of bytes written, in the upper how many
/// bytes the stream had; or one of the constants above.
uint64_t ctext_inflate(
    const uint8_t *__counted_by(count) bytes __noescape, size_t count,
    uint8_t *__counted_by(capacity) output __noescape, size_t capacity);

/// Tells the language of UTF-8 text with CLD2, and writes its code (ISO 639, `zh-Hant` for traditional Chinese)
/// to `code`. Returns four numbers in one: in bits 0 to 7 the code's length, 0 when unknown; in bit 8 whether CLD2
/// stands by its answer; in bits 16 to 23 the per cent of the text in this language; from bit 32 on how well the
/// text fits it, about 1,000 for ordinary text.
uint64_t ctext_detect_language(
    const uint8_t *__counted_by(count) bytes __noescape, size_t count,
    uint8_t *__counted_by(capacity) code __noescape, size_t capacity);

#ifdef __cplusplus
}
#endif

#endif

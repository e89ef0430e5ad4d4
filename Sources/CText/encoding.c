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

// The name that records give, and the one that iconv knows.
static const struct {
    const char *name;
    const char *iconv;
} encodings[] = {
    {"windows-1252", "windows-1252"}, {"windows-1251", "windows-1251"}, {"windows-1250", "windows-1250"},
    {"windows-1253", "windows-1253"}, {"windows-1254", "windows-1254"}, {"windows-1255", "windows-1255"},
    {"windows-1256", "windows-1256"}, {"windows-1257", "windows-1257"}, {"windows-1258", "windows-1258"},
    {"iso-8859-2", "iso-8859-2"}, {"iso-8859-3", "iso-8859-3"}, {"iso-8859-4", "iso-8859-4"},
    {"iso-8859-5", "iso-8859-5"}, {"iso-8859-6", "iso-8859-6"}, {"iso-8859-7", "iso-8859-7"},
    {"iso-8859-8", "iso-8859-8"}, {"iso-8859-13", "iso-8859-13"}, {"iso-8859-15", "iso-8859-15"},
    {"iso-8859-16", "iso-8859-16"}, {"koi8-r", "koi8-r"}, {"koi8-u", "koi8-u"}, {"ibm437", "ibm437"},
    {"ibm737", "CP737"}, {"ibm775", "ibm775"}, {"ibm850", "ibm850"}, {"ibm852", "ibm852"},
    {"ibm855", "ibm855"}, {"ibm857", "ibm857"}, {"ibm861", "ibm861"}, {"ibm862", "ibm862"},
    {"ibm865", "ibm865"}, {"ibm866", "ibm866"}, {"gb18030", "gb18030"}, {"big5", "big5"},
    {"shift_jis", "shift_jis"}, {"euc-jp", "euc-jp"}, {"iso-2022-jp", "iso-2022-jp"},
    {"iso-2022-kr", "iso-2022-kr"}, {"euc-kr", "euc-kr"}, {"utf-7", "utf-7"}, {"utf-16le", "utf-16le"},
    {"utf-16be", "utf-16be"}, {"utf-32le", "utf-32le"}, {"utf-32be", "utf-32be"}, {"macintosh", "macintosh"},
    {"windows-874", "CP874"},
    {"iso-8859-1", "iso-8859-1"}, {"iso-8859-10", "iso-8859-10"}, {"iso-8859-14", "iso-8859-14"},
    {"tis-620", "tis-620"}, {"mac-cyrillic", "mac-cyrillic"}, {"cp932", "cp932"}, {"cp949", "cp949"},
    {"big5-hkscs", "big5-hkscs"}, {"euc-tw", "euc-tw"}, {"iso-2022-cn", "iso-2022-cn"}, {"ibm869", "ibm869"},
    {"ibm037", "ibm037"}, {"ibm500", "ibm500"}, {"ibm1026", "ibm1026"}, {"ibm1140", "ibm1140"},
    {"ibm424", "ibm424"}, {"johab", "johab"},
};

int ctext_encoding_number(const uint8_t *name, size_t count) {
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        if (strlen(encodings[i].name) == count && memcmp(encodings[i].name, name, count) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* Opening a converter loads a module of the C library, which takes longer than to convert a message. So each thread keeps
   those that it has used. */
static iconv_t converter_of(int number) {
    static _Thread_local struct {
        iconv_t converter;
        int is_open;
    } kept[sizeof encodings / sizeof *encodings];
    if (!kept[number].is_open) {
        kept[number].converter = iconv_open("UTF-8", encodings[number].iconv);
        kept[number].is_open = kept[number].converter != (iconv_t)-1;
        return kept[number].converter;
    }
    /* What a text before left of shifts is none of this one's. */
    iconv(kept[number].converter, NULL, NULL, NULL, NULL);
    return kept[number].converter;
}

ptrdiff_t ctext_convert(
    int encoding_number, const uint8_t *bytes, size_t count, uint8_t *output, size_t capacity) {
    if (encoding_number < 0 || (size_t)encoding_number >= sizeof encodings / sizeof *encodings) {
        return -1;
    }
    iconv_t converter = converter_of(encoding_number);
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
    return result;
}

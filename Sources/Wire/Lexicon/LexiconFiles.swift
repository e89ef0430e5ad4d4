import Text

/// The data files of the lexicon, which the build compiles into the module: `Data/en.lexicon` is English.
///
/// To add a language, add its file and name it here.
enum LexiconFiles {
    static var all: [LexiconFile] {
        sources.map { LexiconFile(language: $0.language, text: String(decoding: $0.bytes, as: UTF8.self)) }
    }

    private static let sources: [(language: String, bytes: [UInt8])] = [
        ("ar", PackageResources.ar_lexicon),
        ("be", PackageResources.be_lexicon),
        ("bg", PackageResources.bg_lexicon),
        ("bn", PackageResources.bn_lexicon),
        ("ca", PackageResources.ca_lexicon),
        ("cs", PackageResources.cs_lexicon),
        ("da", PackageResources.da_lexicon),
        ("de", PackageResources.de_lexicon),
        ("el", PackageResources.el_lexicon),
        ("en", PackageResources.en_lexicon),
        ("es", PackageResources.es_lexicon),
        ("et", PackageResources.et_lexicon),
        ("fa", PackageResources.fa_lexicon),
        ("fi", PackageResources.fi_lexicon),
        ("fr", PackageResources.fr_lexicon),
        ("he", PackageResources.he_lexicon),
        ("hi", PackageResources.hi_lexicon),
        ("hr", PackageResources.hr_lexicon),
        ("hu", PackageResources.hu_lexicon),
        ("hy", PackageResources.hy_lexicon),
        ("id", PackageResources.id_lexicon),
        ("is", PackageResources.is_lexicon),
        ("it", PackageResources.it_lexicon),
        ("ja", PackageResources.ja_lexicon),
        ("ka", PackageResources.ka_lexicon),
        ("kk", PackageResources.kk_lexicon),
        ("ko", PackageResources.ko_lexicon),
        ("lt", PackageResources.lt_lexicon),
        ("lv", PackageResources.lv_lexicon),
        ("mk", PackageResources.mk_lexicon),
        ("mt", PackageResources.mt_lexicon),
        ("nl", PackageResources.nl_lexicon),
        ("no", PackageResources.no_lexicon),
        ("pl", PackageResources.pl_lexicon),
        ("pt", PackageResources.pt_lexicon),
        ("ro", PackageResources.ro_lexicon),
        ("ru", PackageResources.ru_lexicon),
        ("sk", PackageResources.sk_lexicon),
        ("sq", PackageResources.sq_lexicon),
        ("sr", PackageResources.sr_lexicon),
        ("sv", PackageResources.sv_lexicon),
        ("th", PackageResources.th_lexicon),
        ("tr", PackageResources.tr_lexicon),
        ("uk", PackageResources.uk_lexicon),
        ("und", PackageResources.und_lexicon),
        ("ur", PackageResources.ur_lexicon),
        ("vi", PackageResources.vi_lexicon),
        ("zh", PackageResources.zh_lexicon),
    ]
}

/// The weights of ``PageModel``, written by Tools/train_pages.py; the first lines say from what.
enum PageWeights {
    static let text = """
        # Trained on 998 pages (aed 207, wcxb_dev 791)
        # by Tools/train_pages.py, whose SHA-256 begins with a03cd0a495881631.
        linear -0.630554; logLength -0.382357; isLong 0.45246; isVeryLong 0.989463; isShort -0.0500733
        isFewWords -0.123869; meanWordLength 0.0844707; linkDensity -1.76947; isHalfLinks 0.395926
        isAllLinks -0.805376; isShortLink 1.47127; endsSentence 0.0892756; endsLongSentence 0.576924; commas 0.0650175
        endsWithColon 0.803435; sentences -0.0558027; capitals 0.209618; digits 0.392533; isAllCapitals -0.572099
        isBoilerplate -0.848148; isShortBoilerplate -0.819746; isDateLike -0.876679; startsSmall -0.101349
        startsWithQuote -0.00611253; startsWithBullet 0.0478169; isRepeated 0.209675; hasCopyrightSign -2.4096
        hasBar 0.305852; titleOverlap 1.9548; descriptionOverlap 0.651046; hasLinkedText -0.883977
        isInLinkedText 1.02588; isOutsideLinkedText -1.86695; tagP 0.0825591; tagLI 0.629976; tagH1 -0.656582
        tagH2 1.1613; tagH3 1.03553; tagH4 0.181459; tagMinorHeading 0.547428; tagTD 0.217713; tagTH -0.532672
        tagDiv -0.341485; tagBlockquote -3.30755; tagPre -0.85871; tagDD 0.545342; tagSection -0.380648
        tagArticle 1.8613; inArticle 0.110138; inMain 0.0865795; inSection -0.356742; inHeader -0.602983
        inFooter -0.567074; inNav -0.0268686; inAside -0.564761; inForm -3.7791; inUL 0.547327; inOL 0.343166
        inTable 1.15482; inBlockquote 2.07822; inP 0.0825591; depth 0.237502; nearestIsText -0.897787
        nearestIsBeside -0.762295; isInBest 1.65072; shareOfBest -1.13576; parentText 0.649885; parentLinks -0.447127
        parentBlocks 0.0281245; grandparentText 0.218798; grandparentLinks 0.233788; position 0.723031
        isAfterHeadline 1.68586; headlineDistance -0.370839; hasNoHeadline 1.3758; textBefore -1.70994
        likenessText 1.15858; linksAround -1.61361; sentencesAround 0.224262; sentencesBefore 0.0402034
        sentencesAfter 0.329236; textSinceHeadline 0.0183226; linkedItemsSinceHeadline 0.110795
        linkedHeadingsSinceHeadline 0.299961; linkTextSinceHeadline -0.960678; isFirstText 0.250783
        isBeforeLinks 0.268919; near.comment -2.86554; near.related 0.0778632; near.share -0.379657
        near.promotion -0.408074; near.letter -1.4911; near.navigation -0.19259; near.foot -0.107791
        near.side -0.210404; near.author -0.752686; near.caption 0.0669188; near.tags -0.854063; near.date 0.342601
        near.hidden -0.224167; near.title -0.656844; near.deck 0.031439; near.contents 0.29939; near.tool -0.337485
        near.pulled -0.569995; near.note -1.18114; near.positive -0.0391752; near.body 0.0932803; near.factBox 2.22279
        near.credit 0.262216; near.articleBody 0.366562; near.hiddenByStyle -1.46285; near.hiddenFromReaders 1.47232
        inside.comment -0.914375; inside.related -0.593513; inside.share -0.0707874; inside.promotion 0.0518183
        inside.letter 0.0930554; inside.navigation -0.260558; inside.foot -0.825142; inside.side -0.324593
        inside.author -0.776618; inside.caption -0.315036; inside.tags 1.11724; inside.date -0.381791
        inside.hidden -0.0960937; inside.title 0.582999; inside.deck -0.34292; inside.contents 1.11352
        inside.tool 0.101948; inside.pulled 0.454741; inside.note 0.000556861; inside.positive 0.777517
        inside.body 0.389684; inside.factBox -3.54474; inside.credit -0.355234; inside.articleBody -0.478436
        inside.hiddenByStyle 0.233563; inside.hiddenFromReaders -0.827825; -2.logLength -0.0664538
        -2.linkDensity -0.193874; -2.endsSentence 0.146149; -2.tagP 0.21609; -2.isInBest 0.0379022
        -2.isBoilerplate -0.396812; -2.isAllLinks 0.298643; -2.endsLongSentence -0.143809
        -2.nearestIsBeside -0.158269; -2.tagLI 0.142205; -2.parentText -0.182727; -2.isShort -0.208995
        -1.logLength 0.0367132; -1.linkDensity -0.398673; -1.endsSentence -0.123576; -1.tagP 0.0580059
        -1.isInBest 0.00633199; -1.isBoilerplate -0.56597; -1.isAllLinks 0.324416; -1.endsLongSentence 0.033327
        -1.nearestIsBeside 0.0780164; -1.tagLI 0.0750723; -1.parentText -0.143188; -1.isShort -0.0681556
        1.logLength -0.0351542; 1.linkDensity -0.302447; 1.endsSentence -0.0344308; 1.tagP 0.333389
        1.isInBest -0.063651; 1.isBoilerplate -0.642919; 1.isAllLinks 0.167026; 1.endsLongSentence 0.0859405
        1.nearestIsBeside 0.119112; 1.tagLI 0.209064; 1.parentText 0.0582622; 1.isShort -0.135249
        2.logLength -0.00679224; 2.linkDensity -0.417334; 2.endsSentence 0.128253; 2.tagP 0.224386
        2.isInBest 0.134458; 2.isBoilerplate -0.437838; 2.isAllLinks 0.290184; 2.endsLongSentence -0.194551
        2.nearestIsBeside 0.150604; 2.tagLI 0.215624; 2.parentText -0.100854; 2.isShort -0.0542746; trees -0.0958531
        tree; likenessMean 0.4083017 1 8; likenessMean 0.2362734 2 7; block.titleOverlap 0.8 3 6
        likenessMean 0.07277277 4 5; = -0.14624; = -0.12053; = 0.01706; = -0.046528; probabilityInRange 0.7709423 9 16
        block.likenessText 0.01510298 10 13; probabilityInRange 0.2321862 11 12; = -0.056825; = 0.036875
        textBefore 0.9510192 14 15; = 0.088645; = 0.0071198; textInAll 1.070791 17 20
        probabilityInRange 0.930167 18 19; = 0.13292; = 0.15827; block.headlineDistance 0.875 21 22; = 0.10612
        = -0.10654; tree; likenessMean 0.4083017 1 10; likenessMean 0.2362734 2 5; block.titleOverlap 0.8 3 4
        = -0.13287; = 0.015698; meanOfTwenty 0.264814 6 7; = -0.12033; block.likenessText 0.06692892 8 9; = -0.04566
        = 0.068501; probabilityInRange 0.7402307 11 16; block.likenessText 0.01510298 12 13; = -0.00083262
        textBefore 0.9510192 14 15; = 0.078901; = -0.0011536; textInAll 1.070791 17 20; score 2.35504 18 19; = 0.11671
        = 0.14463; block.headlineDistance 0.975 21 22; = 0.085519; = -0.10255; tree; likenessMean 0.4083017 1 10
        likenessMean 0.2362734 2 7; block.titleOverlap 0.8 3 6; likenessMean 0.07277277 4 5; = -0.12832; = -0.10335
        = 0.014447; block.likenessText 0.02769301 8 9; = -0.064335; = 0.014803; probabilityInRange 0.7709423 11 18
        isInBestRange 0.5 12 15; block.likenessText 0.6656044 13 14; = -0.022299; = 0.092755; block.tagDiv 0.5 16 17
        = 0.07802; = -0.010928; textInAll 1.070791 19 22; meanOfThree 0.9079521 20 21; = 0.11365; = 0.1359
        = -0.060263; tree; likenessMean 0.4083017 1 10; likenessMean 0.2362734 2 7; block.titleOverlap 0.8 3 6
        likenessMean 0.07277277 4 5; = -0.12152; = -0.097128; = 0.013298; meanOfTwenty 0.264814 8 9; = -0.10951
        = -0.018489; probabilityInRange 0.7709423 11 18; isInBestRange 0.5 12 15; block.logLength 5.459586 13 14
        = -0.025761; = 0.072498; block.tagDiv 0.5 16 17; = 0.072; = -0.010057; textInAll 1.070791 19 22
        probabilityInRange 0.9433792 20 21; = 0.10672; = 0.1278; = -0.055913; tree; likenessMean 0.4909469 1 12
        likenessMean 0.2632072 2 7; block.titleOverlap 0.8 3 6; likenessMean 0.1181167 4 5; = -0.11469; = -0.082104
        = 0.013242; block.likenessText 0.05816153 8 9; = -0.04913; block.shareOfBest 0.8341234 10 11; = -0.01667
        = 0.089238; probabilityInRange 0.8191503 13 18; block.tagDiv 0.5 14 17; textBefore 0.9774913 15 16; = 0.069992
        = -0.01904; = -0.020768; textInAll 1.070791 19 22; meanOfThree 0.9079521 20 21; = 0.10063; = 0.12113
        = -0.052099; tree; likenessMean 0.373349 1 8; likenessMean 0.1181167 2 3; = -0.10911
        meanOfEight 0.2577342 4 5; = -0.087793; block.likenessText 0.05816153 6 7; = -0.053511; = 0.039182
        probabilityInRange 0.7012177 9 14; block.likenessText 0.01310518 10 11; = -0.019839
        textAfter 0.08172053 12 13; = -0.0028422; = 0.064113; textInAll 1.070791 15 20; score 2.18034 16 17
        = 0.083275; block.logLength 1.098612 18 19; = -0.051273; = 0.11323; block.headlineDistance 0.835 21 22
        = 0.11094; = -0.081609; tree; likenessMean 0.4909469 1 10; likenessMean 0.2632072 2 7
        block.titleOverlap 0.8 3 6; likenessMean 0.07277277 4 5; = -0.10658; = -0.080719; = 0.020349
        block.likenessText 0.05816153 8 9; = -0.043052; = 0.039066; probabilityInRange 0.8191503 11 16
        block.tagDiv 0.5 12 15; parentMean 0.1838974 13 14; = -0.12515; = 0.057814; = -0.022153
        textInAll 1.070791 17 22; meanOfThree 0.9079521 18 21; textInAll 1.007387 19 20; = 0.095975; = 0.04508
        = 0.11006; = -0.045244; tree; probabilityInRange 0.2321862 1 8; likenessMean 0.2632072 2 5
        block.titleOverlap 0.8 3 4; = -0.099; = 0.018714; block.likenessText 0.06461968 6 7; = -0.04522; = 0.034292
        parentShare 0.007769139 9 14; textInAll 1.091078 10 13; block.tagDiv 0.5 11 12; = 0.063373; = -0.03459
        = -0.12622; block.linkDensity 0.8095238 15 20; block.textSinceHeadline 1.003557 16 19
        block.logLength 1.098612 17 18; = -0.17076; = 0.10203; = 0.035724; block.tagP 0.5 21 22; = 0.059358
        = -0.084773; tree; likenessMean 0.4909469 1 8; likenessMean 0.1558368 2 3; = -0.096453
        block.likenessText 0.02911402 4 5; = -0.053895; textAfter 0.2455372 6 7; = -0.037577; = 0.049839
        probabilityInRange 0.8191503 9 12; block.parentText 0.005325753 10 11; = 0.012651; = 0.056331
        textInAll 1.070791 13 22; meanOfEight 0.9098744 14 21; textInAll 0.9866506 15 18
        block.shareOfBest 0.1027775 16 17; = -0.048971; = 0.093152; inside.related 0.5 19 20; = 0.052838; = -0.20814
        = 0.10295; = -0.04242; tree; probabilityInRange 0.1195461 1 8; likenessMean 0.2632072 2 5
        block.titleOverlap 0.8 3 4; = -0.09282; = 0.024426; block.likenessText 0.06461968 6 7; = -0.042386; = 0.029143
        score 1.352 9 12; block.likenessText 0.01510298 10 11; = 0.00062397; = 0.053176; textInAll 1.070791 13 22
        meanOfEight 0.9098744 14 21; textInAll 1.007387 15 16; = 0.083904; textInAll 1.03205 17 20
        block.linkedItemsSinceHeadline 0.95 18 19; = -0.060945; = 0.10347; = 0.086871; = 0.099087; = -0.039402; tree
        probabilityInRange 0.1195461 1 10; parentMean 0.2330976 2 7; block.titleOverlap 0.8 3 6
        likenessMean 0.06500228 4 5; = -0.094104; = -0.06976; = 0.020857; block.likenessText 0.06133023 8 9
        = -0.041363; = 0.030372; score 1.488003 11 14; block.tagDiv 0.5 12 13; = 0.046437; = -0.018873
        textInAll 1.070791 15 22; meanOfThree 0.9473691 16 21; textInAll 0.9853996 17 18; = 0.084526
        inside.related 0.5 19 20; = 0.057247; = -0.17099; = 0.097829; = -0.036883; tree; likenessMean 0.3423552 1 8
        likenessMean 0.07277277 2 3; = -0.090636; meanOfEight 0.2367385 4 5; = -0.07206
        block.likenessText 0.02198789 6 7; = -0.048816; = 0.019588; probabilityInRange 0.7844117 9 14
        block.likenessText 0.06692892 10 13; probabilityInRange 0.1195461 11 12; = -0.033652; = 0.019399; = 0.04645
        textInAll 1.091078 15 22; block.linkDensity 0.8095238 16 19; meanOfThree 0.8994861 17 18; = 0.067473
        = 0.091836; block.likenessText 0.1733043 20 21; = 0.040624; = -0.12869; = -0.081028; tree
        likenessMean 0.4909469 1 8; likenessMean 0.1181167 2 3; = -0.086526; meanOfTwenty 0.264814 4 5; = -0.068868
        block.likenessText 0.05816153 6 7; = -0.031745; = 0.039641; probabilityInRange 0.8969854 9 16
        block.parentText 0.005325753 10 11; = 0.013092; block.linkDensity 0.6666667 12 13; = 0.058544
        block.likenessText 0.8487352 14 15; = 0.028686; = -0.16192; textInAll 1.070791 17 20
        block.logLength 1.098612 18 19; = -0.08904; = 0.08697; parentShare 0.481082 21 22; = -0.092025; = 0.053507
        tree; probabilityInRange 0.1195461 1 12; parentMean 0.2330976 2 7; block.titleOverlap 0.8 3 6
        likenessMean 0.06500228 4 5; = -0.087047; = -0.060986; = 0.032057; block.likenessText 0.6656044 8 11
        textBefore 0.8224862 9 10; = 0.0044702; = -0.053793; = 0.070417; score 2.18034 13 18
        block.linkDensity 0.6666667 14 17; block.likenessText 0.06692892 15 16; = 0.02497; = 0.066844; = -0.01499
        textInAll 1.070791 19 22; block.logLength 1.098612 20 21; = -0.079751; = 0.084361; = -0.03255; tree
        probabilityInRange 0.1195461 1 8; likenessMean 0.1181167 2 3; = -0.082049; meanOfTwenty 0.2877856 4 5
        = -0.061367; block.likenessText 0.05816153 6 7; = -0.031203; = 0.031152; score 2.18034 9 14
        block.tagDiv 0.5 10 13; block.linkDensity 0.6666667 11 12; = 0.050344; = 0.0015447; = -0.019687
        textInAll 1.070791 15 22; meanOfEight 0.9098744 16 21; textInAll 0.9866506 17 18; = 0.073334
        textInAll 0.9913085 19 20; = -0.13418; = 0.032363; = 0.08803; = -0.030268; tree; likenessMean 0.3423552 1 4
        likenessMean 0.07277277 2 3; = -0.08189; = -0.042411; probabilityInRange 0.8191503 5 10
        textBefore 0.9659443 6 9; block.tagDiv 0.5 7 8; = 0.033883; = -0.026473; = -0.036445
        block.textSinceHeadline 0.9989665 11 22; block.parentText 0.00480048 12 17; block.shareOfBest 0.03468851 13 14
        = -0.2438; block.linkedItemsSinceHeadline 0.85 15 16; = 0.057932; = -0.04258; block.logLength 1.098612 18 19
        = -0.22599; block.linkDensity 0.8095238 20 21; = 0.081658; = -0.043035; = -0.00061814; tree
        probabilityInRange 0.1195461 1 10; likenessMean 0.1181167 2 5; block.titleOverlap 0.8 3 4; = -0.078941
        = 0.041227; textBefore 0.8150554 6 9; block.isAfterHeadline 0.5 7 8; = -0.053505; = 0.020908; = -0.047736
        score 2.18034 11 14; block.likenessText 0.01622971 12 13; = 0.00019802; = 0.044054
        block.textSinceHeadline 0.9989665 15 22; parentShare 0.002331322 16 19
        block.linkedItemsSinceHeadline 0.35 17 18; = 0.055164; = -0.078364; block.logLength 1.098612 20 21; = -0.19179
        = 0.080067; = -0.001068; tree; likenessMean 0.3423552 1 4; likenessMean 0.06850575 2 3; = -0.078332
        = -0.038424; probabilityInRange 0.8535108 5 12; block.likenessText 0.06692892 6 7; = 0.0013396
        block.linkDensity 0.8095238 8 11; block.parentText 0.992945 9 10; = 0.051967; = -0.08011; = -0.048127
        block.textSinceHeadline 0.9989665 13 20; block.parentText 0.007484236 14 17
        block.shareOfBest 0.03468851 15 16; = -0.18592; = 0.042263; block.capitals 0 18 19; = -0.068695; = 0.077964
        block.parentLinks 0.122186 21 22; = 0.0086295; = -0.20968; tree; probabilityInRange 0.1195461 1 8
        score -2.625293 2 3; = -0.076531; block.likenessText 0.05816153 4 5; = -0.041409; meanOfTwenty 0.2036185 6 7
        = -0.050626; = 0.029127; score 2.399528 9 16; block.linkDensity 0.6666667 10 13
        block.likenessText 0.06692892 11 12; = 0.017828; = 0.054856; block.likenessText 0.8487352 14 15; = -0.0028916
        = -0.13994; textInAll 1.070791 17 22; meanOfEight 0.9186275 18 21; textInAll 0.9853996 19 20; = 0.064786
        = 0.009397; = 0.082152; = -0.0342; tree; likenessMean 0.4909469 1 12; likenessMean 0.07277277 2 3; = -0.074527
        block.shareOfBest 0.9353416 4 9; textBefore 0.8150554 5 8; block.isAfterHeadline 0.5 6 7; = -0.063172
        = 0.028033; = -0.068103; block.likenessText 0.05816153 10 11; = -0.019153; = 0.05618
        probabilityInRange 0.9190843 13 18; block.tagDiv 0.5 14 17; textBefore 0.9510192 15 16; = 0.038995
        = -0.011307; = -0.029818; block.textSinceHeadline 0.9989665 19 20; = 0.072726; block.depth 0.95 21 22
        = -0.077257; = 0.040485; tree; probabilityInRange 0.1195461 1 8; score -2.625293 2 3; = -0.073001
        meanOfTwenty 0.264814 4 5; = -0.052027; block.linkedItemsSinceHeadline 1.35 6 7; = -0.016644; = 0.066802
        parentShare 0.007769139 9 16; textInAll 1.091078 10 15; block.likenessText 0.02769301 11 12; = -0.010428
        block.shareOfBest 0.1103496 13 14; = -0.12324; = 0.047593; = -0.11253; meanOfThree 0.9473691 17 20
        block.startsSmall 0.5 18 19; = 0.048229; = -0.093765; block.textSinceHeadline 1.045855 21 22; = 0.077881
        = -0.1034; tree; likenessMean 0.315666 1 4; score -2.793331 2 3; = -0.071911; = -0.033765; score 2.18034 5 14
        block.likenessText 0.06692892 6 11; inside.note 0.5 7 10; parentShare 0.0150049 8 9; = -0.010065; = 0.036017
        = -0.11465; block.linkDensity 0.8095238 12 13; = 0.04089; = -0.053696; textInAll 1.070791 15 22
        meanOfEight 0.9098744 16 21; textInAll 0.9866506 17 18; = 0.056049; textInAll 1.032414 19 20; = -0.039044
        = 0.073954; = 0.075827; = -0.033943; tree; parentMean 0.2330976 1 6; block.titleOverlap 0.8 2 5
        meanOfThree 0.06665153 3 4; = -0.072102; = -0.039943; = 0.064959; probabilityInRange 0.8969854 7 12
        block.likenessText 0.01841136 8 9; = -0.0090897; block.parentText 0.9867249 10 11; = 0.029458; = -0.055541
        block.textSinceHeadline 0.9989665 13 22; block.parentText 0.002213169 14 17
        block.shareOfBest 0.03468851 15 16; = -0.20456; = 0.023838; block.logLength 1.098612 18 19; = -0.19623
        meanOfEight 0.9186275 20 21; = 0.051243; = 0.078346; = -0.0079669; tree; isInBestRange 0.5 1 12
        likenessMean 0.06500228 2 5; block.logLength 2.397895 3 4; = -0.045328; = -0.076234; inside.deck 0.5 6 11
        block.shareOfBest 0.8945348 7 8; = -0.047609; block.linksAround 0.55 9 10; = -0.021746; = 0.054028; = 0.030209
        probabilityInRange 0.9433792 13 16; block.parentLinks 0.1407407 14 15; = 0.032602; = -0.013652
        textInAll 1.025661 17 18; = 0.071253; textInAll 1.027267 19 22; parentShare 0.04078663 20 21; = 0.062036
        = -0.43095; = 0.030759; tree; parentMean 0.2330976 1 4; score -2.793331 2 3; = -0.067011; = -0.032409
        score 2.35504 5 12; block.likenessText 0.06692892 6 9; block.parentText 0.03642574 7 8; = -0.011833
        = 0.030869; block.linkDensity 0.1965409 10 11; = 0.040388; = -0.022567; textInAll 1.070791 13 22
        meanOfThree 0.9473691 14 21; textInAll 0.9853996 15 16; = 0.054305; textInAll 1.032414 17 20
        block.textSinceHeadline 0.9989665 18 19; = -0.0021723; = -0.16345; = 0.081502; = 0.074174; = -0.036101; tree
        isInBestRange 0.5 1 8; score -2.738741 2 5; block.logLength 2.197225 3 4; = -0.034528; = -0.071676
        inside.deck 0.5 6 7; = -0.028131; = 0.028501; score 2.819234 9 14; block.tagDiv 0.5 10 13
        textInAll 0.8353877 11 12; = -0.016618; = 0.032886; = -0.021985; textInAll 1.025661 15 18
        block.shareOfBest 0.03468851 16 17; = -0.17697; = 0.069022; textInAll 1.027267 19 22
        parentShare 0.04078663 20 21; = 0.058505; = -0.30171; = 0.027111; tree; parentMean 0.2330976 1 8
        block.titleOverlap 0.8 2 7; meanOfEight 0.07999747 3 6; block.logLength 2.397895 4 5; = -0.042411; = -0.075584
        = -0.033295; = 0.070278; probabilityInRange 0.9190843 9 18; block.likenessText 0.06692892 10 15
        inside.note 0.5 11 14; parentShare 0.0616145 12 13; = -0.0063551; = 0.049286; = -0.10064
        block.linkDensity 0.6666667 16 17; = 0.03466; = -0.048508; block.textSinceHeadline 0.9701004 19 22
        block.isRepeated 0.5 20 21; = 0.064898; = 0.0018373; = 0.0024673; tree; likenessMean 0.4909469 1 8
        likenessMean 0.06500228 2 7; block.logLength 2.397895 3 6; textInAll 0.9044701 4 5; = -0.057529; = 0.0048319
        = -0.070776; = -0.017683; block.sentencesAfter 0.3 9 18; block.shareOfBest 0.1161943 10 13
        inside.caption 0.5 11 12; = -0.16348; = 0.091422; textInAll 1.070791 14 17; distanceOn 0.9833333 15 16
        = 0.027212; = -0.030405; = -0.10955; block.linkDensity 0.6666667 19 22; textInAll 1.005209 20 21; = 0.0615
        = 0.025338; = -0.029079; tree; likenessMean 0.2632072 1 8; textInAll 0.9158595 2 3; = -0.061464
        block.logLength 2.397895 4 5; = 0.020229; likenessMean 0.07277277 6 7; = -0.057879; = -0.0053465
        score 2.819234 9 14; textAfter 0.04488754 10 11; = -0.022669; block.tagDiv 0.5 12 13; = 0.024673; = -0.025366
        textInAll 1.025661 15 16; = 0.063622; textInAll 1.027267 17 20; block.nearestIsText 0.5 18 19; = 0.057709
        = -0.2486; block.parentLinks 0.01923881 21 22; = -0.011804; = 0.065442; tree; meanOfEight 0.2577342 1 4
        block.titleOverlap 0.8 2 3; = -0.056975; = 0.077893; block.likenessText 0.01622971 5 6; = -0.012183
        meanOfThree 0.9182013 7 18; textAfter 0.1325951 8 9; = -0.0053831; textInAll 0.9812266 10 11; = 0.044535
        inside.related 0.5 12 17; block.isInBest 0.5 13 14; = 0.080518; inside.tags 0.5 15 16; = -0.048296; = 0.073011
        = -0.27534; textInAll 1.070791 19 22; block.linkDensity 0.1542289 20 21; = 0.066542; = -0.013611; = -0.042096
        tree; oneAfter 0.1417469 1 6; block.shareOfBest 0.9291073 2 5; block.titleOverlap 0.6666667 3 4; = -0.057408
        = 0.05011; = -0.0042563; likenessMean 0.893382 7 16; block.parentText 0.04061847 8 13
        textInAll 0.8494632 9 10; = -0.050617; block.likenessText 0.8104239 11 12; = 0.0067658; = -0.12891
        block.startsSmall 0.5 14 15; = 0.037546; = -0.16362; block.linkDensity 0.1388889 17 22
        block.isRepeated 0.5 18 21; block.textSinceHeadline 0.9989665 19 20; = 0.062154; = -0.010397; = -0.016515
        = -0.016278; tree; meanOfEight 0.2577342 1 6; block.titleOverlap 0.8 2 5; textInAll 0.9158595 3 4; = -0.063869
        = -0.030682; = 0.0657; parentShare 0.01274802 7 12; block.likenessText 0.02769301 8 9; = -0.019541
        textInAll 1.070791 10 11; = 0.02468; = -0.10323; textBefore 0.8355819 13 22; block.startsSmall 0.5 14 21
        block.textSinceHeadline 0.9909867 15 18; block.capitals 0 16 17; = -0.11079; = 0.056134
        block.linkedItemsSinceHeadline 0.05 19 20; = -0.098377; = 0.044664; = -0.11773; = -0.00044708; tree
        oneAfter 0.1322734 1 4; block.shareOfBest 0.873174 2 3; = -0.054488; = -0.010782
        block.likenessText 0.01622971 5 6; = -0.00953; meanOfEight 0.9205598 7 18; textInAll 0.9866506 8 13
        block.shareOfBest 0.03468851 9 10; = -0.14645; textBefore 0.6965942 11 12; = 0.048663; = 0.0085919
        inside.related 0.5 14 17; likenessMean 0.967034 15 16; = 0.017835; = -0.11199; = -0.23814
        textInAll 1.070791 19 22; block.linkDensity 0.6666667 20 21; = 0.064113; = -0.066137; = -0.041974; tree
        meanOfEight 0.2577342 1 6; block.logLength 2.397895 2 5; textInAll 0.9044701 3 4; = -0.04289; = 0.022771
        = -0.05803; block.likenessText 0.06692892 7 14; parentShare 0.0616145 8 11; textInAll 0.8836962 9 10
        = -0.04035; = 0.0013782; itemInRange 0.5 12 13; = 0.046822; = -0.12967; block.capitals 0.04761905 15 20
        block.isRepeated 0.5 16 17; = 0.050512; textInAll 1.053997 18 19; = -0.088006; = 0.089621
        block.linkDensity 0.1388889 21 22; = 0.019221; = -0.050414; tree; likenessMean 0.1181167 1 8
        block.logLength 2.197225 2 5; textInAll 0.9044701 3 4; = -0.036487; = 0.036474; block.isInBest 0.5 6 7
        = -0.058208; = 0.028441; score 2.819234 9 14; textAfter 0.04488754 10 11; = -0.021284
        threeAfter 0.9776002 12 13; = 0.015445; = -0.042233; textInAll 1.025661 15 18; meanOfEight 0.9186275 16 17
        = 0.026848; = 0.067685; textInAll 1.027267 19 22; parentShare 0.04078663 20 21; = 0.049175; = -0.22686
        = 0.01466; tree; meanOfEight 0.2367385 1 4; block.logLength 2.397895 2 3; = -0.015668; = -0.055733
        block.likenessText 0.1981917 5 12; textInAll 0.8836962 6 7; = -0.02538; parentShare 0.0150049 8 9
        = -0.0035179; textInAll 0.9853996 10 11; = 0.059859; = -0.0043025; block.linkDensity 0.1737589 13 22
        textInAll 1.016061 14 19; block.isRepeated 0.5 15 16; = 0.057396; block.depth 0.75 17 18; = -0.21698
        = 0.014171; block.parentLinks 0.02540416 20 21; = -0.039788; = 0.057275; = -0.030446; tree
        score -2.738741 1 6; block.logLength 1.098612 2 3; = 0.16529; block.logLength 2.484907 4 5; = -0.025886
        = -0.060564; score 2.819234 7 16; block.likenessText 0.02769301 8 15; textInAll 0.9020755 9 10; = -0.031479
        inside.note 0.5 11 14; parentShare 0.006145546 12 13; = -0.0057182; = 0.037596; = -0.10799; = 0.014275
        textInAll 1.025661 17 20; meanOfEight 0.9186275 18 19; = 0.022735; = 0.065372; textInAll 1.027267 21 22
        = -0.13253; = 0.013778; tree; oneAfter 0.1322734 1 8; block.shareOfBest 0.873174 2 5
        block.logLength 2.197225 3 4; = -0.01361; = -0.054543; score -4.154712 6 7; = -0.043131; = 0.0096418
        likenessMean 0.893382 9 12; threeAfter 0.9530684 10 11; = 0.0082775; = -0.035628
        block.linkDensity 0.1388889 13 22; block.isRepeated 0.5 14 19; block.textSinceHeadline 0.9701004 15 18
        textAfter 0.08693022 16 17; = 0.00059553; = 0.058954; = 0.00080023; block.capitals 0.01204819 20 21
        = -0.10621; = 0.0061211; = -0.022327; tree; score -2.793331 1 4; block.logLength 2.397895 2 3; = -0.016602
        = -0.057282; block.parentText 0.0538591 5 16; textInAll 0.8494632 6 7; = -0.033251; textInAll 1.070791 8 15
        block.likenessText 0.1622348 9 10; = -0.0001244; block.hasLinkedText 0.5 11 12; = 0.044766
        block.likenessText 0.7629961 13 14; = 0.089089; = -0.24053; = -0.093777; textBefore 0.8479337 17 22
        block.startsSmall 0.5 18 21; block.textSinceHeadline 1.003557 19 20; = 0.050703; = -0.029379; = -0.14389
        = -0.011214; tree; meanOfEight 0.2577342 1 6; block.isRepeated 0.5 2 3; = -0.053493; textInAll 0.9158595 4 5
        = -0.037867; = 0.025674; block.logLength 5.036952 7 18; block.shareOfBest 0.03468851 8 9; = -0.11562
        block.isBoilerplate 0.5 10 17; block.shareOfBest 0.09692731 11 12; = 0.12297
        block.shareOfBest 0.1103496 13 14; = -0.22213; block.linksAround 0.05 15 16; = 0.022256; = -0.0064789
        = -0.066179; meanOfThree 0.9488304 19 22; block.capitals 0.05882353 20 21; = 0.025865; = -0.056426; = 0.063204
        tree; likenessMean 0.06500228 1 6; block.logLength 2.397895 2 5; textInAll 0.9044701 3 4; = -0.03721
        = 0.023838; = -0.054738; score 3.300669 7 18; textAfter 0.04488754 8 9; = -0.021694
        threeAfter 0.9864428 10 17; block.likenessText 0.008528076 11 12; = -0.005031; block.startsSmall 0.5 13 14
        = 0.021608; parentShare 0.1217715 15 16; = 0.036785; = -0.16436; = -0.048654; textInAll 1.025661 19 20
        = 0.053498; block.parentLinks 0.02540416 21 22; = -0.049177; = 0.052309; tree; score -2.946047 1 4
        block.logLength 2.484907 2 3; = -0.014933; = -0.055348; block.parentText 0.0538591 5 14
        textInAll 0.8494632 6 7; = -0.029807; textInAll 1.070791 8 13; block.likenessText 0.1622348 9 10
        = -0.00026805; block.hasLinkedText 0.5 11 12; = 0.04092; = -0.081987; = -0.088993; textBefore 0.8479337 15 22
        block.startsSmall 0.5 16 21; block.endsSentence 0.5 17 18; = 0.012191; block.textSinceHeadline 1.045855 19 20
        = 0.054624; = -0.12404; = -0.10933; = -0.011881; tree; score -3.413185 1 4; block.logLength 1.098612 2 3
        = 0.14935; = -0.04488; meanOfThree 0.9488304 5 14; textAfter 0.08172053 6 13; block.shareOfBest 0.9016657 7 8
        = -0.038561; meanOfTwenty 0.5071386 9 10; = 0.075489; block.headlineDistance 0.665 11 12; = -0.050376
        = 0.01377; = 0.0082336; block.logLength 5.198497 15 20; block.linkDensity 0.06009615 16 19
        textInAll 1.048901 17 18; = 0.041087; = -0.059895; = -0.049517; block.textSinceHeadline 1.045855 21 22
        = 0.06881; = -0.095651; tree; meanOfEight 0.07999747 1 6; block.logLength 2.639057 2 5
        textInAll 0.9044701 3 4; = -0.036601; = 0.025611; = -0.059828; meanOfThree 0.9488304 7 12
        block.isBoilerplate 0.5 8 11; threeBefore 0.973051 9 10; = 0.0079683; = -0.036092; = -0.042945
        block.parentText 0.008092312 13 16; block.nearestIsBeside 0.5 14 15; = 0.0091736; = -0.08896
        block.capitals 0 17 18; = -0.17139; block.linkDensity 0.1388889 19 22; block.textSinceHeadline 1.045855 20 21
        = 0.061313; = -0.092168; = -0.022385; tree; score -3.492264 1 2; = -0.040408; block.parentText 0.06831994 3 6
        block.titleOverlap 0.8 4 5; = -0.0035176; = 0.084674; block.parentLinks 0.1407407 7 16
        block.startsSmall 0.5 8 15; textAfter 0.1447133 9 10; = 0.00079015; textInAll 1.025661 11 12; = 0.053088
        textInAll 1.03205 13 14; = -0.13029; = 0.042263; = -0.095092; block.parentText 0.9867249 17 22
        block.parentLinks 0.1511628 18 21; block.headlineDistance 0.725 19 20; = 0.041231; = -0.40811; = 0.015217
        = -0.25503; tree; meanOfEight 0.2367385 1 8; block.isRepeated 0.5 2 3; = -0.047823; textInAll 0.9414285 4 5
        = -0.022888; textInAll 0.9437021 6 7; = 0.26457; = 0.028527; block.logLength 5.198497 9 14
        block.isBoilerplate 0.5 10 13; block.shareOfBest 0.03468851 11 12; = -0.090841; = 0.0064713; = -0.061091
        meanOfThree 0.9488304 15 22; textInAll 0.9849024 16 19; block.isRepeated 0.5 17 18; = 0.033617; = -0.16285
        block.shareOfBest 0.6725323 20 21; = 0.080361; = -0.042792; = 0.060352; tree; twoAfter 0.06612172 1 6
        block.titleOverlap 0.8 2 5; textInAll 0.9044701 3 4; = -0.044674; = -0.0099902; = 0.079761
        block.logLength 5.198497 7 14; block.linksAround 0.05 8 11; block.tagDiv 0.5 9 10; = 0.020115; = -0.03653
        block.isBoilerplate 0.5 12 13; = -0.0063752; = -0.099916; block.endsSentence 0.5 15 16; = -0.052318
        textInAll 1.007387 17 20; block.isRepeated 0.5 18 19; = 0.049548; = -0.11823; textInAll 1.03205 21 22
        = -0.04399; = 0.033955; tree; score -3.527356 1 2; = -0.036409; block.likenessText 0.1981917 3 4; = -0.0017638
        block.linkDensity 0.1737589 5 22; textInAll 1.016061 6 13; block.isRepeated 0.5 7 8; = 0.042412
        block.depth 0.75 9 10; = -0.18358; oneAfter 0.2551284 11 12; = -0.16977; = 0.0665; block.inTable 0.5 14 21
        inside.related 0.5 15 20; block.depth 0.95 16 19; likenessMean 0.9699139 17 18; = 0.072244; = -0.083195
        = 0.04414; = -0.1434; = -0.28475; = -0.034157; tree; meanOfEight 0.07999747 1 6; block.logLength 2.639057 2 5
        textInAll 0.9044701 3 4; = -0.028894; = 0.030244; = -0.055169; textAfter 0.08172053 7 10
        textInAll 0.957373 8 9; = -0.02849; = 0.017239; block.parentText 0.0538591 11 16
        block.hasLinkedText 0.5 12 13; = 0.0061926; block.depth 1.45 14 15; = 0.010317; = -0.11897
        block.startsSmall 0.5 17 22; block.textSinceHeadline 0.9701004 18 21; block.linkDensity 0.2251082 19 20
        = 0.043801; = -0.016521; = -0.015177; = -0.090319; tree; score -3.527356 1 6; block.logLength 2.197225 2 5
        block.startsSmall 0.5 3 4; = -0.0025707; = 0.24035; = -0.046139; meanOfEight 0.9205598 7 16
        textInAll 1.032414 8 15; textInAll 1.005209 9 10; = 0.0026846; block.linkedItemsSinceHeadline 0.95 11 14
        block.linkedItemsSinceHeadline 0.85 12 13; = -0.065366; = -0.35736; = 0.055974; = 0.042126
        likenessMean 0.794497 17 18; = -0.04344; textInAll 1.070791 19 22; block.capitals 0 20 21; = -0.060804
        = 0.043821; = -0.043313; tree; meanOfEight 0.07999747 1 4; block.logLength 2.639057 2 3; = -0.0025704
        = -0.052631; textAfter 0.08693022 5 8; block.headlineDistance 0.975 6 7; = -0.031558; = 0.0076821
        block.parentText 0.0538591 9 10; = 0.0023343; block.endsSentence 0.5 11 18; block.likenessText 0.1531063 12 13
        = 0.029604; block.endsWithColon 0.5 14 17; block.depth 0.65 15 16; = -0.20969; = -0.040986; = 0.027749
        block.position 0.8818182 19 22; block.textSinceHeadline 1.045855 20 21; = 0.044445; = -0.10176; = -0.080873
        tree; threeBefore 0.164386 1 6; textInAll 0.9182611 2 3; = -0.031527; block.isRepeated 0.5 4 5; = -0.021627
        = 0.03552; block.sentencesAfter 0.3 7 14; block.shareOfBest 0.03468851 8 9; = -0.13369
        block.shareOfBest 0.09692731 10 11; = 0.11397; block.shareOfBest 0.1103496 12 13; = -0.26155; = 0.0011737
        block.parentLinks 0.1407407 15 20; oneBefore 0.638749 16 17; = -0.0066624; textInAll 1.007387 18 19; = 0.04176
        = 0.0025029; block.parentText 0.9814359 21 22; = -0.012487; = -0.27563; tree; meanOfTwenty 0.264814 1 10
        block.shareOfBest 0.7426444 2 5; block.titleOverlap 0.6666667 3 4; = -0.043649; = 0.097183
        inside.related 0.5 6 7; = -0.0084595; block.position 0.6045198 8 9; = 0.20072; = 0.0015139
        textAfter 0.08172053 11 12; = -0.013972; block.likenessText 0.5922099 13 14; = 0.0058475
        block.linkDensity 0.8095238 15 22; block.hasLinkedText 0.5 16 17; = 0.045705; block.parentText 0.9524231 18 19
        = -0.00023095; textInAll 0.9514508 20 21; = -0.60857; = 0.0037222; = -0.11147; tree; score -4.586843 1 2
        = -0.038282; block.titleOverlap 0 3 8; block.shareOfBest 0.07808488 4 5; = -0.069239
        block.shareOfBest 0.09692731 6 7; = 0.15179; = -0.0057265; textBefore 0.7743854 9 18
        block.capitals 0.04 10 17; textInAll 1.006517 11 12; = 0.045735; textInAll 1.032414 13 16
        meanOfThree 0.9529191 14 15; = -0.08969; = 0.055931; = 0.042513; = 0.0051199; textInAll 0.7314115 19 22
        block.textSinceHeadline 0.7562681 20 21; = 0.0035655; = 0.66817; = -0.0074296; tree; twoBefore 0.03980393 1 10
        block.titleOverlap 0.6666667 2 9; textInAll 0.9182611 3 4; = -0.040524; block.isRepeated 0.5 5 6; = -0.027178
        block.depth 2.45 7 8; = 0.023763; = 0.55875; = 0.066677; block.logLength 5.746203 11 16
        block.isBoilerplate 0.5 12 15; block.hasLinkedText 0.5 13 14; = 0.0065029; = -0.029749; = -0.047641
        textInAll 1.005209 17 18; = 0.042816; block.logLength 6.608001 19 22; block.depth 0.55 20 21; = -0.12484
        = 0.013361; = -0.14042; tree; meanOfTwenty 0.264814 1 8; block.logLength 2.397895 2 3; = 0.0081345
        block.shareOfBest 0.7985807 4 5; = -0.049246; block.likenessText 0.09071595 6 7; = -0.016455; = 0.11632
        block.capitals 0.02840909 9 16; block.isRepeated 0.5 10 11; = 0.023807; block.digits 0.01052632 12 15
        textInAll 1.053997 13 14; = -0.11769; = 0.044765; = 0.014458; isFarFromSure 0.5 17 22
        block.shareOfBest 0.0479684 18 19; = -0.10374; textAfter 0.0978936 20 21; = -0.026225; = 0.0038946; = 0.057529
        tree; score -5.28725 1 2; = -0.043694; textInAll 0.8836962 3 12; score 3.300669 4 11
        block.sentencesAfter 0.9 5 10; parentMean 0.9757055 6 9; textInAll 0.8817104 7 8; = -0.009456; = -0.13542
        = -0.13611; = -0.13828; = 0.045631; block.shareOfBest 0.1161943 13 18; textInAll 0.9400876 14 17
        textInAll 0.9214624 15 16; = 0.0063973; = -0.17543; = 0.039297; block.shareOfBest 0.3758846 19 20; = 0.042977
        block.linksAround 0.55 21 22; = 0.0014611; = 0.033481; tree; meanOfTwenty 0.3102116 1 4
        block.isRepeated 0.5 2 3; = -0.038169; = 0.0025517; isFarFromSure 0.5 5 22; block.linksAround 0.05 6 19
        block.sentencesAfter 0.3 7 12; block.shareOfBest 0.1103496 8 11; inside.tags 0.5 9 10; = -0.1692; = 0.090626
        = 0.00014298; block.shareOfBest 0.337202 13 14; = 0.079372; parentMean 0.8384301 15 16; = -0.017157
        block.textSinceHeadline 0.9701004 17 18; = 0.040126; = -0.011382; block.isBoilerplate 0.5 20 21; = -0.0020675
        = -0.060432; = 0.053584; tree; score -5.385659 1 2; = -0.04267; block.likenessText 0.06692892 3 18
        block.titleOverlap 0.8 4 17; textInAll 0.9262344 5 8; block.tagH2 0.5 6 7; = -0.023727; = 0.036657
        block.linksAround 0.55 9 10; = -0.0070924; block.linkedItemsSinceHeadline 0.05 11 12; = 0.0090958
        parentShare 0.06616304 13 16; textBefore 0.9925264 14 15; = 0.12261; = 0.016554; = -0.066282; = 0.071438
        block.linkDensity 0.8095238 19 22; inside.tags 0.5 20 21; = 0.0076049; = 0.04878; = -0.053624; tree
        block.likenessText 0.009852217 1 6; textInAll 0.9020755 2 3; = -0.028714; block.linkDensity 0.8095238 4 5
        = -0.021152; = 0.018119; inside.tags 0.5 7 20; meanOfEight 0.9205598 8 17
        block.textSinceHeadline 0.7167038 9 10; = 0.020753; textInAll 0.8335853 11 12; = -0.056995
        block.parentLinks 0.1407407 13 14; = -0.00055538; parentMean 0.9558993 15 16; = -0.048886; = -0.33534
        textInAll 1.070791 18 19; = 0.030742; = -0.045856; meanOfEight 0.401958 21 22; = -0.046192; = 0.041259; tree
        block.isBoilerplate 0.5 1 22; block.shareOfBest 0.873174 2 9; block.likenessText 0.6656044 3 8
        textInAll 0.940559 4 7; block.shareOfBest 0.03468851 5 6; = -0.11971; = -0.0202; = 0.013457; = 0.06469
        block.linksAround 0.55 10 21; textInAll 0.9853996 11 14; block.parentLinks 0.1407407 12 13; = 0.020712
        = -0.019492; textInAll 0.9913085 15 20; block.linkedItemsSinceHeadline 0.05 16 19
        block.likenessText 0.009214302 17 18; = -0.13962; = 0.07735; = -0.19962; = -0.0081201; = 0.044822; = -0.038336
        tree; score -5.547602 1 6; block.logLength 1.609438 2 5; block.startsSmall 0.5 3 4; = 0.042292; = 0.51989
        = -0.050994; score 4.632484 7 22; block.titleOverlap 0.8 8 21; textInAll 0.8874201 9 20
        block.linkedItemsSinceHeadline 0.25 10 19; block.linkDensity 0.1542289 11 16
        block.shareOfBest 0.1917602 12 13; = 0.077863; block.headlineDistance 0.635 14 15; = -0.0065188; = 0.071329
        meanOfThree 0.9749814 17 18; = -0.022955; = -0.23226; = -0.043821; = 0.004657; = 0.066949; = 0.038777; tree
        score -5.547602 1 4; block.logLength 1.609438 2 3; = 0.10411; = -0.049355; textInAll 1.091078 5 22
        probabilityInRange 0.9903561 6 21; block.titleOverlap 0.8 7 20; textInAll 0.8874201 8 17
        block.linkedItemsSinceHeadline 0.25 9 16; block.logLength 5.774551 10 15; block.shareOfBest 0.09692731 11 14
        inside.caption 0.5 12 13; = 0.016515; = 0.24324; = -0.014093; = 0.049668; = -0.040972
        block.hasLinkedText 0.5 18 19; = 0.0075779; = -0.028164; = 0.060682; = 0.049126; = -0.073088; tree
        block.isBoilerplate 0.5 1 22; block.likenessText 0.009852217 2 5; block.isRepeated 0.5 3 4; = -0.020584
        = 0.0094379; inside.tags 0.5 6 19; textInAll 1.007387 7 12; block.shareOfBest 0.03468851 8 9; = -0.10714
        textBefore 0.7325948 10 11; = 0.022904; = -0.0070715; textInAll 1.010407 13 16; inside.promotion 0.5 14 15
        = 0.051391; = -0.37193; inside.related 0.5 17 18; = -0.0030152; = -0.17388; textInAll 0.7922482 20 21
        = -0.070199; = 0.039727; = -0.034562; tree; twoBefore 0.02340095 1 10; block.logLength 1.098612 2 3; = 0.14252
        block.titleOverlap 0.3333333 4 9; block.isFirstText 0.5 5 8; block.logLength 2.484907 6 7; = -0.005632
        = -0.045238; = 0.07321; = 0.035647; textInAll 1.091078 11 22; probabilityInRange 0.9903561 12 21
        inside.comment 0.5 13 20; block.shareOfBest 0.3079481 14 19; block.parentLinks 0.845098 15 18
        textInAll 0.7314115 16 17; = 0.14709; = 0.026266; = -0.034969; = 0.00023129; = -0.077812; = 0.046886
        = -0.069883; tree; block.isBoilerplate 0.5 1 22; block.shareOfBest 0.873174 2 5
        block.likenessText 0.6656044 3 4; = -0.011899; = 0.060982; meanOfTwenty 0.5188863 6 7; = 0.039981
        block.hasLinkedText 0.5 8 13; textInAll 0.9853996 9 10; = 0.014477; textInAll 0.9913085 11 12; = -0.093851
        = -0.0042149; block.likenessText 0.8167693 14 17; block.isInLinkedText 0.4722222 15 16; = -0.072419; = 0.04589
        block.textSinceHeadline 0.7979681 18 19; = 0.031965; inside.deck 0.5 20 21; = -0.15055; = -0.54368
        = -0.031649; tree; distanceOn 0.9833333 1 2; = 0.0052088; block.logLength 2.484907 3 6
        block.startsSmall 0.5 4 5; = 0.011766; = 0.14358; block.isInBest 0.5 7 20; block.shareOfBest 0.3079481 8 17
        block.linksAround 0.45 9 16; textInAll 0.7314115 10 13; block.textSinceHeadline 0.7729295 11 12; = 0.12116
        = 0.53385; meanOfTwenty 0.2877856 14 15; = -0.070007; = 0.062994; = -0.051513; block.logLength 3.7612 18 19
        = -0.024564; = -0.068203; block.headlineDistance 0.475 21 22; = -0.052236; = 0.035939; tree
        block.titleOverlap 0 1 12; textInAll 0.8335853 2 3; = -0.02774; block.tagH3 0.5 4 11
        block.shareOfBest 0.1161943 5 8; textInAll 0.9400876 6 7; = -0.099308; = 0.013704; itemInRange 0.5 9 10
        = -0.0079852; = 0.030363; = 0.044801; block.capitals 0.02020202 13 16; block.parentText 0.07261697 14 15
        = 0.00259; = 0.039009; textInAll 0.7392734 17 20; block.textSinceHeadline 0.7729295 18 19; = 0.041796
        = 0.35831; textBefore 0.7672578 21 22; = 0.0068857; = -0.018689; tree; score -5.547602 1 2; = -0.035658
        block.textSinceHeadline 1.059748 3 22; block.logLength 5.746203 4 5; = -0.00080905; meanOfThree 0.9488304 6 21
        textInAll 1.005209 7 14; block.linkedItemsSinceHeadline 0.25 8 11; inside.author 0.5 9 10; = 0.050793
        = -0.11973; textInAll 0.8678897 12 13; = -0.081326; = 0.015084; parentShare 0.03290698 15 16; = 0.049228
        textInAll 1.053997 17 20; block.depth 0.95 18 19; = -0.1647; = -0.018744; = 0.080853; = 0.061818; = -0.074172
        tree; block.isBoilerplate 0.5 1 22; textInAll 1.091078 2 21; meanOfEight 0.9615657 3 16
        textInAll 1.032414 4 11; textInAll 1.025661 5 10; block.shareOfBest 0.03468851 6 7; = -0.075815
        block.hasLinkedText 0.5 8 9; = 0.0039908; = -0.028852; = -0.071897; block.linkedItemsSinceHeadline 1.95 12 13
        = 0.045965; block.parentLinks 0.03676242 14 15; = -0.20723; = 0.054669; block.linkDensity 0.1388889 17 20
        block.capitals 0 18 19; = -0.082962; = 0.044762; = -0.042875; = -0.067775; = -0.029048; tree
        block.logLength 5.746203 1 8; block.isBoilerplate 0.5 2 7; block.tagH2 0.5 3 4; = -0.0022803
        textAfter 0.0342294 5 6; = -0.060137; = 0.048116; = -0.037853; block.textSinceHeadline 0.8144679 9 12
        likenessMean 0.373349 10 11; = -0.065338; = 0.06048; block.shareOfBest 0.3079481 13 14; = 0.075905
        twoBefore 0.5466951 15 16; = -0.056433; textInAll 1.005209 17 18; = 0.037522; block.nearestIsBeside 0.5 19 22
        block.depth 0.55 20 21; = -0.12463; = 0.012438; = -0.12402; tree; textInAll 0.8335853 1 10
        block.shareOfBest 0.09692731 2 9; block.shareOfBest 0.07808488 3 4; = -0.04437; threeBefore 0.04523051 5 6
        = -0.022152; likenessMean 0.07277277 7 8; = 0.59236; = 0.15092; = -0.019234; textInAll 1.070791 11 22
        textInAll 1.053997 12 21; textInAll 1.048901 13 18; meanOfEight 0.9586089 14 15; = 0.0005348
        likenessMean 0.9261988 16 17; = -0.032977; = 0.044931; likenessMean 0.979684 19 20; = -0.041728; = -0.25442
        = 0.067261; = -0.042454; tree; block.titleOverlap 0.8 1 22; meanOfTwenty 0.264814 2 11
        block.isRepeated 0.5 3 6; block.parentText 0.3828644 4 5; = -0.037111; = 0.099684
        block.shareOfBest 0.7426444 7 10; block.logLength 1.386294 8 9; = 0.14651; = -0.019767; = 0.033015
        isFarFromSure 0.5 12 15; block.capitals 0.03170409 13 14; = 0.010083; = -0.0052396
        parentShare 0.002331322 16 17; = 0.1014; block.isRepeated 0.5 18 21; block.depth 1.45 19 20; = 0.060367
        = -0.065295; = -0.093483; = 0.053723; tree; score -5.547602 1 4; block.logLength 1.609438 2 3; = 0.082346
        = -0.041799; inside.comment 0.5 5 22; block.textSinceHeadline 1.059748 6 21; block.logLength 5.746203 7 8
        = -5.9157e-05; block.textSinceHeadline 0.7208601 9 10; = 0.06148; meanOfThree 0.9488304 11 20
        threeAfter 0.969762 12 19; block.tagP 0.5 13 16; block.parentText 0.2782466 14 15; = 0.0035242; = -0.15658
        score 3.48107 17 18; = 0.025793; = -0.050637; = -0.11405; = 0.054479; = -0.070495; = -0.062134; tree
        textInAll 0.8874201 1 22; score 3.990469 2 21; block.sentencesAfter 0.9 3 18; parentMean 0.979568 4 17
        block.linkedItemsSinceHeadline 0.25 5 16; block.likenessText 0.1981917 6 11; block.shareOfBest 0.09692731 7 10
        inside.caption 0.5 8 9; = 0.012135; = 0.18637; = -0.016142; block.headlineDistance 0.635 12 15
        textBefore 0.6048588 13 14; = 0.048668; = -0.013054; = 0.095099; = -0.032533; = -0.1049
        block.likenessText 0.600803 19 20; = -0.17049; = 0.046143; = 0.056663; = 0.0042582; tree
        block.titleOverlap 0.8 1 22; textBefore 0.9774913 2 13; block.tagH2 0.5 3 12
        block.likenessText 0.01622971 4 7; threeAfter 0.9482503 5 6; = -0.0043157; = -0.048291; inside.tags 0.5 8 9
        = 0.00044719; textInAll 0.7922482 10 11; = -0.068783; = 0.038989; = 0.04139; block.isRepeated 0.5 14 21
        block.isInBest 0.5 15 16; = -0.046108; likenessMean 0.1359017 17 20; textInAll 0.9913085 18 19; = 0.022597
        = 0.44878; = -0.0086472; = 0.015379; = 0.049704; tree; textInAll 1.091078 1 22
        probabilityInRange 0.9903561 2 21; textInAll 1.032414 3 16; textInAll 1.025661 4 15
        block.shareOfBest 0.03468851 5 6; = -0.072989; block.hasLinkedText 0.5 7 8; = 0.0028061
        block.likenessText 0.8167693 9 12; block.depth 1.45 10 11; = 0.01409; = -0.086273
        block.parentText 0.9470215 13 14; = -0.065337; = -0.26606; = -0.049901
        block.linkedItemsSinceHeadline 1.95 17 18; = 0.032304; block.parentLinks 0.03676242 19 20; = -0.17227
        = 0.045622; = 0.040193; = -0.062237; tree; textInAll 1.070791 1 20; textInAll 1.053997 2 19
        textInAll 1.048901 3 18; meanOfEight 0.9615657 4 15; parentMean 0.9720937 5 6; = -8.6435e-05
        block.linkDensity 0 7 14; parentShare 0.7406362 8 9; = 0.034466; inside.deck 0.5 10 13
        textInAll 1.025661 11 12; = 0.0063446; = -0.14207; = -0.28159; = -0.095284; block.linkDensity 0.1388889 16 17
        = 0.04247; = -0.04606; = -0.076522; = 0.063051; block.position 0.3333333 21 22; = 0.042275; = -0.073436; tree
        block.titleOverlap 0 1 2; = -0.0056578; textInAll 0.7392734 3 6; block.textSinceHeadline 0.7729295 4 5
        = 0.041661; = 0.26911; block.capitals 0.03333334 7 10; block.parentText 0.07261697 8 9; = -0.0020824
        = 0.029233; block.logLength 4.234107 11 14; block.likenessText 0.05513414 12 13; = 0.019585; = -0.034241
        block.likenessText 0.1531063 15 16; = -0.051801; parentMean 0.9225345 17 18; = 0.035161
        likenessMean 0.9261988 19 22; parentShare 0.5700067 20 21; = -0.01505; = -0.31863; = -0.012851; tree
        textInAll 0.8335853 1 22; textInAll 0.7392734 2 11; block.textSinceHeadline 0.7752335 3 8
        block.parentText 0.02448261 4 5; = -0.026045; block.depth 1.25 6 7; = 0.0028768; = 0.11853
        meanOfEight 0.05319031 9 10; = -0.059861; = 0.30091; block.textSinceHeadline 0.6683361 12 17
        textAfter 0.9167275 13 16; inside.pulled 0.5 14 15; = 0.057949; = -0.15608; = -0.027685
        block.inTable 0.5 18 21; block.position 0.2210526 19 20; = -0.16505; = -0.026387; = -0.16954; = 0.0027168
        tree; textInAll 0.8874201 1 14; block.likenessText 0.5922099 2 7; block.sentencesAfter 0.9 3 6
        block.sentencesBefore 0.9 4 5; = -0.0086392; = -0.10777; = -0.1398; block.capitals 0.08080808 8 11
        block.textSinceHeadline 0.8196161 9 10; = 0.053926; = -0.0084852; parentMean 0.9467455 12 13; = 0.02386
        = -0.15473; textInAll 0.9183839 15 18; probabilityInRange 0.4058943 16 17; = -0.014171; = 0.051438
        block.linksAround 0.55 19 20; = -0.0061383; inside.deck 0.5 21 22; = 0.020013; = 0.11254; tree
        block.textSinceHeadline 1.059748 1 22; block.logLength 5.746203 2 5; block.isBoilerplate 0.5 3 4
        = -4.1017e-05; = -0.032938; meanOfThree 0.9488304 6 21; block.textSinceHeadline 0.6683361 7 8; = 0.060743
        probabilityInRange 0.9700304 9 20; block.tagP 0.5 10 11; = -0.054659; block.parentText 0.07261697 12 15
        textInAll 0.8479015 13 14; = -0.11572; = 0.0052482; block.parentLinks 0.01099148 16 19
        twoBefore 0.4734518 17 18; = -0.13373; = 0.020612; = 0.067319; = -0.065715; = 0.056503; = -0.065191; tree
        textInAll 1.091078 1 22; meanOfTwenty 0.9624636 2 15; threeBefore 0.9771647 3 14; textInAll 1.032414 4 9
        textInAll 1.025661 5 8; block.hasLinkedText 0.5 6 7; = 0.0031615; = -0.025395; = -0.048426
        block.linkedItemsSinceHeadline 1.95 10 11; = 0.041313; block.parentLinks 0.03676242 12 13; = -0.14799
        = 0.03898; = -0.02601; block.capitals 0 16 19; block.digits 0.244898 17 18; = -0.16155; = 0.059275
        probabilityInRange 0.921992 20 21; = -0.021244; = 0.049376; = -0.058633; tree; block.titleOverlap 0.8 1 22
        meanOfTwenty 0.3102116 2 11; block.logLength 2.197225 3 4; = 0.018221; block.shareOfBest 0.7985807 5 6
        = -0.035327; block.likenessText 0.09071595 7 8; = -0.007863; likenessMean 0.1359017 9 10; = 0.24339
        = 0.037166; meanOfTwenty 0.5616623 12 15; textBefore 0.5699207 13 14; = 0.049159; = 0.0019185
        inside.related 0.5 16 17; = 0.0018893; inside.tags 0.5 18 19; = -0.067576; block.parentLinks 0.1641317 20 21
        = 0.071091; = -0.064951; = 0.044573; tree; textInAll 1.070791 1 18; textInAll 1.053997 2 15
        textInAll 1.048901 3 10; parentMean 0.9873303 4 9; textInAll 1.032414 5 8; textInAll 1.025661 6 7
        = -0.00025061; = -0.046686; = 0.03418; = 0.045144; likenessMean 0.979684 11 12; = -0.029685
        parentShare 0.0002234034 13 14; = 0.059532; = -0.2751; block.parentLinks 0.9669421 16 17; = 0.078647
        = -0.044224; parentShare 0.481082 19 20; = -0.077033; block.textSinceHeadline 1.045855 21 22; = 0.087779
        = -0.10401; tree; block.tagH2 0.5 1 20; textInAll 0.8335853 2 19; block.textSinceHeadline 0.6683361 3 6
        block.likenessText 0.05816153 4 5; = -0.019302; = 0.053999; likenessMean 0.2006816 7 14; inside.note 0.5 8 13
        threeBefore 0.09021583 9 10; = -0.029259; meanOfTwenty 0.6798173 11 12; = 0.093629; = -0.04848; = 0.29455
        block.likenessText 0.6312076 15 16; = -0.065155; block.position 0.2463768 17 18; = -0.25195; = 0.014813
        = 0.0015712; textAfter 0.0342294 21 22; = -0.055787; = 0.040822; tree; score -5.547602 1 6
        block.logLength 1.609438 2 5; block.startsSmall 0.5 3 4; = 0.0201; = 0.25814; = -0.037554
        inside.comment 0.5 7 22; textInAll 1.070791 8 15; textInAll 1.053997 9 12; textInAll 1.048901 10 11
        = 0.0018115; = -0.061193; parentMean 0.4494409 13 14; = -0.03023; = 0.079616; block.position 0.3333333 16 17
        = 0.042521; block.parentLinks 0.0292887 18 19; = -0.10307; block.position 0.6759657 20 21; = 0.085554
        = -0.10428; = -0.05639; tree; block.titleOverlap 0 1 2; = -0.004891; block.shareOfBest 0.3079481 3 10
        block.shareOfBest 0.1844124 4 7; block.sentencesBefore 0.1 5 6; = -0.0432; = 0.035805; oneAfter 0.9719192 8 9
        = 0.080301; = -0.16001; block.shareOfBest 0.8887182 11 16; block.parentText 0.2782466 12 15
        textAfter 0.5295572 13 14; = -0.054658; = 0.0018174; = 0.067705; meanOfTwenty 0.4680205 17 18; = 0.049438
        block.capitals 0.02702703 19 22; textInAll 0.9367778 20 21; = 0.038399; = 0.00015839; = -0.0076034; tree
        block.titleOverlap 0.8 1 22; block.linksAround 0.05 2 13; block.isRepeated 0.5 3 8
        block.textSinceHeadline 0.9989665 4 5; = 0.01699; block.parentLinks 0.122186 6 7; = -0.014553; = -0.1716
        block.likenessText 0.5063251 9 10; = -0.010207; block.likenessText 0.5657252 11 12; = -0.22923; = -0.010996
        textInAll 0.9344209 14 19; block.parentText 0.9849301 15 18; inside.pulled 0.5 16 17; = -0.0068567
        = -0.048753; = -0.092596; block.linksAround 0.55 20 21; = -0.0068483; = 0.033211; = 0.041519; tree
        block.isBoilerplate 0.5 1 18; threeBefore 0.9771647 2 5; meanOfThree 0.9515848 3 4; = 0.001227; = 0.023926
        oneAfter 0.7720472 6 7; = -0.062914; block.linkDensity 0.1388889 8 13; textInAll 1.025661 9 12
        block.likenessText 0.01417286 10 11; = -0.04484; = 0.035629; = -0.03289; block.linksAround 0.15 14 17
        textInAll 0.8916491 15 16; = -0.20347; = -0.047841; = 0.029376; block.linksAround 0.05 19 22
        block.likenessText 0.5207415 20 21; = -0.016832; = 0.060621; = -0.042198; tree; block.tagH2 0.5 1 20
        block.logLength 5.746203 2 3; = -0.0029488; block.textSinceHeadline 0.8144679 4 7
        block.shareOfBest 0.1027775 5 6; = -0.085813; = 0.052486; block.shareOfBest 0.3079481 8 9; = 0.070812
        twoBefore 0.5466951 10 11; = -0.050087; textInAll 1.005209 12 13; = 0.030696; block.depth 0.95 14 17
        block.titleOverlap 0.06896552 15 16; = -0.010531; = -0.11517; meanOfThree 0.9105535 18 19; = -0.042811
        = 0.073904; textAfter 0.0342294 21 22; = -0.052675; = 0.038143; tree; block.textSinceHeadline 1.059748 1 22
        block.likenessText 0.5922099 2 11; block.likenessText 0.4818446 3 6; block.isInLinkedText 0.002512563 4 5
        = -0.0014048; = 0.062813; block.isRepeated 0.5 7 10; block.parentLinks 0.08848287 8 9; = -0.0037086
        = -0.13598; = -0.17983; block.capitals 0.06315789 12 19; block.hasLinkedText 0.5 13 16
        block.logLength 1.098612 14 15; = -0.1392; = 0.035491; block.likenessText 0.8167693 17 18; = 0.05537
        = -0.086944; likenessMean 0.8192648 20 21; = 0.091735; = -0.064663; = -0.059073; tree
        block.titleOverlap 0.8 1 22; twoBefore 0.0155828 2 5; block.logLength 1.098612 3 4; = 0.10146; = -0.018274
        block.headlineDistance 0.055 6 13; block.textSinceHeadline 0.7021084 7 12; block.logLength 4.812184 8 11
        distanceOn 0.1166667 9 10; = -0.075875; = -0.0049206; = 0.028121; = -0.27482; inside.comment 0.5 14 21
        block.depth 0.45 15 16; = 0.05336; block.parentText 0.992945 17 18; = 0.0035978; likenessMean 0.8592083 19 20
        = -0.17485; = -0.00098747; = -0.067467; = 0.038335; tree; textInAll 1.070791 1 16; textInAll 1.053997 2 13
        meanOfTwenty 0.9397415 3 8; threeBefore 0.973051 4 5; = -0.00034634; oneAfter 0.7609646 6 7; = -0.063056
        = -0.0067481; likenessMean 0.8067649 9 10; = -0.049801; block.capitals 0 11 12; = -0.070397; = 0.034964
        block.parentLinks 0.9669421 14 15; = 0.075601; = -0.042188; block.position 0.3333333 17 18; = 0.0393
        block.parentLinks 0.0292887 19 20; = -0.099219; block.position 0.6759657 21 22; = 0.079287; = -0.10064; tree
        block.tagH2 0.5 1 20; textInAll 0.8335853 2 3; = -0.012341; block.shareOfBest 0.1103496 4 13
        block.shareOfBest 0.09692731 5 10; textInAll 0.9400876 6 9; block.shareOfBest 0.03468851 7 8; = -0.097022
        = 0.054333; = 0.052355; block.isAfterHeadline 0.5 11 12; = -0.025203; = -0.21366
        block.shareOfBest 0.3758846 14 19; block.parentText 0.01949571 15 18; isInBestRange 0.5 16 17; = -0.022074
        = 0.043421; = 0.069013; = -7.3413e-05; textBefore 0.9595714 21 22; = 0.036216; = -0.04754; tree
        textInAll 1.091078 1 20; score 4.879702 2 19; threeAfter 0.9847183 3 8; textBefore 0.7743854 4 5; = 0.0053335
        block.headlineDistance 0.985 6 7; = -0.019302; = 0.0080833; oneBefore 0.7679587 9 10; = -0.071693
        block.linkDensity 0 11 16; oneAfter 0.8033059 12 13; = -0.10314; block.capitals 0.006514658 14 15; = -0.09151
        = 0.032032; oneBefore 0.9914978 17 18; = -0.021998; = -0.14911; = 0.039548; block.headlineDistance 0.645 21 22
        = 0.05212; = -0.092191; tree; block.titleOverlap 0.3333333 1 20; block.likenessText 0.06692892 2 3
        = -0.0057199; block.tagLI 0.5 4 17; block.endsSentence 0.5 5 14; parentShare 0.01123842 6 13
        block.linkedItemsSinceHeadline 0.25 7 10; block.depth 1.35 8 9; = 0.083228; = -0.007571
        block.likenessText 0.2294247 11 12; = 0.028642; = -0.14885; = -0.056575; block.capitals 0.04878049 15 16
        = 0.015857; = -0.028424; block.likenessText 0.1981917 18 19; = -7.7637e-05; = 0.061992
        block.logLength 3.931826 21 22; = 0.028761; = -0.028256; tree; threeBefore 0.973051 1 12
        oneAfter 0.9969876 2 11; meanOfThree 0.8994861 3 6; parentMean 0.9584011 4 5; = 0.0011768; = -0.046153
        block.parentLinks 0.1407407 7 10; textAfter 0.8960901 8 9; = 0.028535; = -0.039547; = -0.035632; = -0.12892
        oneAfter 0.7720472 13 14; = -0.051072; block.capitals 0.004524887 15 16; = -0.080986
        block.linkDensity 0.1388889 17 22; textInAll 1.025661 18 21; likenessMean 0.9546342 19 20; = -0.0085428
        = 0.047083; = -0.022471; = -0.042104; tree; score -5.547602 1 2; = -0.024128; parentShare 3.669167e-05 3 4
        = 0.029341; meanOfTwenty 0.06825529 5 8; block.logLength 2.944439 6 7; = -0.0017244; = -0.051498
        textInAll 0.7392734 9 14; block.textSinceHeadline 0.7752335 10 13; block.position 0.4059041 11 12; = -0.025956
        = 0.052218; = 0.23906; textInAll 0.7959804 15 22; block.headlineDistance 0.655 16 21; oneAfter 0.9104935 17 18
        = -0.0078625; textInAll 0.7947052 19 20; = -0.055809; = -0.32493; = -0.16045; = 0.0018815; tree
        block.textSinceHeadline 1.059748 1 22; parentShare 0.9850572 2 19; block.parentText 0.992945 3 10
        textInAll 1.091078 4 9; block.likenessText 0.5922099 5 6; = -0.0012209; block.linkDensity 0.1737589 7 8
        = 0.024769; = -0.040613; = -0.088023; block.depth 0.45 11 12; = 0.051797; likenessMean 0.8592083 13 14
        = -0.16195; block.likenessText 0.7309102 15 16; = 0.063777; textBefore 0.5843585 17 18; = 0.052816; = -0.11824
        block.linksAround 0.25 20 21; = 0.051477; = -0.13486; = -0.056185; tree; block.titleOverlap 0.2 1 22
        block.likenessText 0.5922099 2 11; block.likenessText 0.4818446 3 4; = -0.0023401; block.isRepeated 0.5 5 10
        meanOfTwenty 0.7132342 6 9; meanOfEight 0.7917582 7 8; = -0.050316; = -0.26915; = 0.0071139; = -0.15711
        block.hasLinkedText 0.5 12 17; block.logLength 4.442651 13 16; block.tagP 0.5 14 15; = 0.086365; = -0.051083
        = 0.033411; block.textSinceHeadline 0.7913521 18 19; = 0.036954; block.likenessText 0.8167693 20 21
        = 0.014789; = -0.12899; = 0.011207; tree; threeBefore 0.9771647 1 12; threeBefore 0.164386 2 11
        block.isRepeated 0.5 3 4; = -0.019264; block.logLength 4.276666 5 10; block.linkedItemsSinceHeadline 0.05 6 7
        = 0.00035729; textBefore 0.7813722 8 9; = 0.10781; = 0.034595; = -0.092565; = 0.0053782
        oneBefore 0.78003 13 14; = -0.068173; block.linkDensity 0.01742919 15 22; block.likenessText 0.01417286 16 19
        block.linksAround 0.05 17 18; = -0.018408; = -0.12737; textInAll 1.025661 20 21; = 0.032372; = -0.028105
        = -0.038137; tree; block.tagH2 0.5 1 16; block.titleOverlap 0.8 2 15; block.likenessText 0.1981917 3 4
        = -0.0046372; block.tagLI 0.5 5 14; block.endsSentence 0.5 6 13; block.depth 0.75 7 10
        block.parentText 0.5257238 8 9; = -0.23296; = -0.051854; likenessMean 0.6910732 11 12; = 0.073636; = -0.03794
        = 0.010536; = 0.059044; = 0.034491; textAfter 0.0342294 17 18; = -0.046563; block.linkDensity 0.6666667 19 20
        = 0.018567; block.capitals 0.08695652 21 22; = -0.030875; = 0.10144; tree; textInAll 1.070791 1 16
        textInAll 1.053997 2 13; textInAll 1.048901 3 10; parentMean 0.9873303 4 9; parentMean 0.9843996 5 6
        = 0.00013028; block.likenessText 0.9429573 7 8; = -0.013567; = -0.15085; = 0.039814
        parentShare 0.2492185 11 12; = -0.081299; = 0.069495; parentMean 0.4494409 14 15; = -0.026491; = 0.076635
        block.position 0.3333333 17 18; = 0.040858; block.parentLinks 0.0292887 19 20; = -0.097608
        block.position 0.6759657 21 22; = 0.076344; = -0.098257; tree; textBefore 0.7743854 1 6
        textInAll 1.002603 2 3; = 0.0069683; block.parentLinks 0.02540416 4 5; = -0.030371; = 0.018106
        block.headlineDistance 0.985 7 8; = -0.017965; block.shareOfBest 0.873174 9 12; block.logLength 2.197225 10 11
        = 0.041607; = -0.022885; textInAll 0.9247159 13 14; = 0.075196; parentShare 0.67453 15 16; = 0.020576
        meanOfThree 0.9132882 17 22; parentShare 0.8605557 18 21; block.parentText 0.9288546 19 20; = -0.25796
        = -0.070495; = 0.0020194; = 0.025661; tree; block.isBoilerplate 0.5 1 20; block.depth 1.15 2 7
        block.inTable 0.5 3 4; = 0.0035684; block.tagLI 0.5 5 6; = 0.083808; = -0.13736
        block.parentText 0.8383074 8 19; block.shareOfBest 0.9815138 9 14; likenessMean 0.9645681 10 13
        textInAll 0.940559 11 12; = -0.0058172; = 0.027461; = -0.092466; inside.related 0.5 15 16; = -0.010287
        inside.tags 0.5 17 18; = -0.11883; = 0.00056406; = 0.034966; twoBefore 0.2494159 21 22; = -0.051485
        = 0.00051549; tree; block.tagH3 0.5 1 8; threeAfter 0.9559882 2 3; = 0.001176; likenessMean 0.794497 4 5
        = -0.048034; block.linkDensity 0 6 7; = 0.010689; = -0.032512; block.parentLinks 0.7 9 22
        block.linkDensity 0.5423729 10 19; block.shareOfBest 0.4793389 11 12; = 0.081734; oneAfter 0.9073199 13 18
        probabilityInRange 0.8786831 14 15; = -0.0099723; block.headlineDistance 0.475 16 17; = -0.33371; = -0.026938
        = 0.051567; parentShare 0.0004209763 20 21; = 0.25993; = 0.073742; = -0.041792; tree
        block.shareOfBest 0.873174 1 2; = -0.0055418; block.linksAround 0.55 3 18; textInAll 0.9414285 4 7
        block.headlineDistance 0.875 5 6; = 0.00060518; = 0.051759; textInAll 0.9514508 8 13
        block.likenessText 0.9289023 9 10; = -0.044761; oneBefore 0.9824869 11 12; = -0.029558; = -0.70853
        textInAll 0.9678836 14 15; = 0.028253; meanOfEight 0.9098744 16 17; = -0.028498; = 0.010801
        block.isRepeated 0.5 19 20; = 0.0092508; inside.promotion 0.5 21 22; = 0.089153; = -0.025024; tree
        threeBefore 0.973051 1 18; oneAfter 0.9969876 2 15; meanOfTwenty 0.3102116 3 10; block.logLength 2.639057 4 5
        = 0.01061; block.shareOfBest 0.9291073 6 7; = -0.032854; block.linkedItemsSinceHeadline 0.25 8 9; = 0.098881
        = -0.023956; block.shareOfBest 0.3079481 11 14; block.sentencesBefore 0.1 12 13; = -0.012384; = 0.044896
        = 0.0016715; block.capitals 0.04166667 16 17; = 0.02968; = -0.2226; meanOfEight 0.9314232 19 20; = -0.034688
        parentShare 0.002166966 21 22; = -0.047956; = 0.011556; tree; block.tagH2 0.5 1 14
        block.likenessText 0.1981917 2 5; block.logLength 3.931826 3 4; = 0.0032882; = -0.017428; block.tagLI 0.5 6 13
        block.endsSentence 0.5 7 8; = -0.033553; inside.tags 0.5 9 12; block.textSinceHeadline 0.7021084 10 11
        = 0.047038; = -0.0053651; = 0.053839; = 0.057093; textAfter 0.02566338 15 16; = -0.048833
        block.linkDensity 0.6666667 17 20; block.linksAround 0.55 18 19; = 0.023901; = -0.066377
        block.capitals 0.08695652 21 22; = -0.028242; = 0.09669; tree; textInAll 1.070791 1 14
        textInAll 1.053997 2 11; meanOfTwenty 0.9397415 3 6; parentMean 0.9720937 4 5; = -0.0002009; = -0.029329
        likenessMean 0.8067649 7 8; = -0.041992; block.capitals 0 9 10; = -0.053906; = 0.030614
        block.parentLinks 0.9669421 12 13; = 0.072464; = -0.039926; block.position 0.3333333 15 18
        block.linkedItemsSinceHeadline 0.05 16 17; = 0.097551; = -0.027989; block.parentLinks 0.0292887 19 20
        = -0.094353; block.position 0.6759657 21 22; = 0.070207; = -0.096542; tree; parentShare 0.9850572 1 20
        textInAll 1.091078 2 19; block.parentText 0.992945 3 10; twoAfter 0.9724776 4 5; = 0.0021061
        twoBefore 0.7067923 6 7; = -0.057752; block.linkDensity 0.03164557 8 9; = 0.011426; = -0.038913
        block.depth 0.45 11 12; = 0.051135; likenessMean 0.8592083 13 14; = -0.1418; parentMean 0.9140797 15 16
        = 0.086892; meanOfTwenty 0.941298 17 18; = -0.093275; = 0.050128; = -0.085764; block.linksAround 0.25 21 22
        = 0.046065; = -0.10462; tree; block.inForm 0.5 1 22; block.logLength 2.397895 2 9; likenessMean 0.4314546 3 8
        block.startsSmall 0.5 4 7; block.digits 0.3 5 6; = 0.011843; = 0.087348; = 0.11698; = -0.01664
        meanOfTwenty 0.08091292 10 11; = -0.02901; textInAll 0.7392734 12 19; block.textSinceHeadline 0.7615298 13 18
        block.position 0.4059041 14 15; = -0.030617; block.linksAround 0.45 16 17; = 0.085737; = -0.020524; = 0.18937
        textInAll 0.7736856 20 21; = -0.037013; = 0.0010529; = -0.036892; tree; block.titleOverlap 0.2 1 22
        block.likenessText 0.5922099 2 13; block.isInLinkedText 0.002512563 3 12; block.likenessText 0.535023 4 5
        = -0.0038123; block.capitals 0.0952381 6 11; block.titleOverlap 0.05714286 7 10
        block.textSinceHeadline 0.818004 8 9; = -0.20918; = -0.053042; = 0.0014681; = 0.086227; = 0.048639
        block.hasLinkedText 0.5 14 19; block.logLength 4.248495 15 18; block.tagP 0.5 16 17; = 0.084444; = -0.049476
        = 0.030063; block.textSinceHeadline 0.7913521 20 21; = 0.03356; = -0.077496; = 0.010135; tree
        threeBefore 0.9771647 1 2; = 0.0013639; oneBefore 0.78003 3 4; = -0.05879; block.linkDensity 0.01742919 5 12
        block.likenessText 0.01417286 6 9; inside.caption 0.5 7 8; = -0.019833; = -0.12276; textInAll 1.025661 10 11
        = 0.029675; = -0.024287; block.digits 0.005882353 13 22; twoAfter 0.9688473 14 15; = -0.018336
        meanOfEight 0.968251 16 21; textInAll 0.9452983 17 18; = -0.08332; textInAll 0.9955668 19 20; = -0.53833
        = -0.059087; = -0.051492; = 0.014387; tree; textBefore 0.7743854 1 20
        block.linkedItemsSinceHeadline 0.05 2 13; textAfter 0.8826038 3 12; textInAll 0.9183839 4 5; = 0.028076
        block.shareOfBest 0.1027775 6 7; = -0.2112; block.shareOfBest 0.9016657 8 9; = 0.08041
        block.parentLinks 0.1407407 10 11; = -0.0011309; = -0.080533; = -0.015284; score -1.728434 14 19
        block.linksAround 0.35 15 16; = 0.025577; textInAll 0.8954266 17 18; = -0.0083208; = 0.19464; = 0.0060038
        block.headlineDistance 0.985 21 22; = -0.016497; = 0.0063792; tree; block.textSinceHeadline 1.059748 1 22
        parentShare 0.9850572 2 17; block.parentText 0.992945 3 8; textInAll 1.091078 4 7; textInAll 1.032414 5 6
        = -0.00059714; = 0.017992; = -0.084199; block.depth 0.45 9 10; = 0.048824; likenessMean 0.8592083 11 12
        = -0.12789; block.depth 0.75 13 14; = 0.056416; textBefore 0.5843585 15 16; = 0.053304; = -0.10997
        block.linksAround 0.15 18 19; = 0.055717; meanOfTwenty 0.9151631 20 21; = -0.0084138; = -0.19717; = -0.052838
        tree; threeAfter 0.9847183 1 18; block.isFirstText 0.5 2 11; twoBefore 0.02422092 3 10
        block.logLength 3.178054 4 9; block.shareOfBest 0.523127 5 6; = -0.028324; block.shareOfBest 0.5620897 7 8
        = 0.11658; = 0.0066073; = -0.039371; = 0.0024801; parentMean 0.1993558 12 13; = 0.31348
        block.position 0.1958042 14 17; threeBefore 0.1062463 15 16; = -0.10927; = 0.096801; = 0.060102
        meanOfEight 0.9716558 19 20; = -0.034827; block.capitals 0 21 22; = -0.086106; = 0.024656; tree
        threeBefore 0.973051 1 6; oneAfter 0.9969876 2 3; = 0.0016486; block.capitals 0.04166667 4 5; = 0.029729
        = -0.2009; oneAfter 0.7720472 7 8; = -0.039864; block.capitals 0.004524887 9 10; = -0.066133
        bestInRange 0.5 11 12; = -0.064278; block.linkDensity 0.01742919 13 20
        block.textSinceHeadline 0.9432844 14 17; block.likenessText 0.01417286 15 16; = -0.028913; = 0.042248
        block.headlineDistance 0.525 18 19; = -0.16639; = -0.0083704; block.digits 0.00456621 21 22; = -0.042006
        = 0.022819; tree; inside.author 0.5 1 16; inside.comment 0.5 2 13; block.shareOfBest 0.09692731 3 8
        block.shareOfBest 0.07808488 4 7; block.textSinceHeadline 0.9085797 5 6; = -0.031165; = 0.067532; = 0.096067
        block.shareOfBest 0.1103496 9 12; block.textSinceHeadline 0 10 11; = -0.021205; = -0.16695; = 0.0013473
        block.logLength 1.609438 14 15; = 0.11933; = -0.067857; distanceBack 0.25 17 20; block.tagH3 0.5 18 19
        = -0.072387; = 0.10385; block.shareOfBest 0.9174058 21 22; = -0.02759; = 0.0666
        """
}

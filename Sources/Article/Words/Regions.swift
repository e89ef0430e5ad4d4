/// States, regions and countries of three to five letters, and the abbreviations of longer ones. A help where capitals after a
/// comma could be an agency's (`ZENICA, FENA - …`) or a region's (`HILO, GUAM - …`).
enum Regions {
    static func contains(_ word: Word) -> Bool { names.contains(word) }

    private static let names = WordSet(
        """
        usa uae drc png rsa prc roc dprk ussr nsw vic qld tas act ont que sask alta man nwt pei ala alas ariz ark cal calif col colo \
        conn del fla ida idaho ill ind iowa kan kans mass maine mich minn miss mont neb nebr nev ohio okla ore oreg penn penna tenn \
        tex texas utah wash wis wisc wyo guam bali java goa sindh bihar assam delhi kerala kent essex devon wales crete corfu malta \
        chad mali togo cuba iran iraq oman peru fiji laos niger nepal qatar syria yemen kenya ghana gabon benin congo sudan libya \
        egypt chile china india italy japan spain korea tonga samoa nauru palau haiti luzon leyte cebu papua aceh gaza tibet eire \
        kano edo oyo osun ogun ekiti kogi imo abia borno yobe benue ondo delta punjab natal jura vaud uri zug bern tyrol lazio kars
        """.split(separator: " ").map(String.init)
    )
}

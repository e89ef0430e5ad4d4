/// Countries by name. A help with a name and a bracket after it: `Ann Lee (Jamaica) - ` is a person's, and no agency
/// is called so.
enum Countries {
    static func contains(_ name: Word) -> Bool { names.contains(name) }

    private static let names = WordSet(
        """
        afghanistan|albania|algeria|angola|argentina|armenia|australia|austria|azerbaijan|bahamas|bangladesh|belarus|belgium|bolivia|\
        bosnia|botswana|brazil|brasil|bulgaria|cambodia|cameroon|canada|chile|china|colombia|costa rica|croatia|cuba|cyprus|\
        czech republic|denmark|ecuador|egypt|england|estonia|ethiopia|fiji|finland|france|georgia|germany|ghana|greece|guatemala|\
        haiti|honduras|hungary|iceland|india|indonesia|iran|iraq|ireland|israel|italy|jamaica|japan|jordan|kazakhstan|kenya|\
        latvia|lebanon|libya|lithuania|malaysia|mali|mexico|méxico|moldova|mongolia|montenegro|morocco|mozambique|myanmar|namibia|\
        nepal|netherlands|new zealand|nicaragua|niger|nigeria|north korea|norway|pakistan|panama|paraguay|peru|perú|philippines|\
        poland|portugal|qatar|romania|russia|rwanda|saudi arabia|scotland|senegal|serbia|slovakia|slovenia|somalia|south africa|\
        south korea|spain|sri lanka|sudan|sweden|switzerland|syria|taiwan|tanzania|thailand|tunisia|turkey|uganda|ukraine|\
        united kingdom|united states|uruguay|venezuela|vietnam|wales|yemen|zambia|zimbabwe|deutschland|frankreich|italien|österreich|\
        schweiz|spanien|england|polen|russland|japon|allemagne|espagne|italie|belgique|suisse|brésil|maroc|alemania|francia|españa|\
        italia|brasile|spagna|germania|svizzera|alemanha|espanha|frança|itália|sverige|norge|danmark|suomi|polska|česko|slovensko|\
        magyarország|россия|украина|германия|франция|италия|испания|япония|китай|норвегия|канада|белоруссия|казахстан
        """.split(separator: "|").map(String.init)
    )
}

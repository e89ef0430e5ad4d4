/// The names under which agencies put the fields of a story: in small letters, without hyphens, underscores and dots.
enum AgencyXMLFields {
    /// What the root or the element of a story is called.
    static let roots = names(
        """
        noticia noticias news article articles story stories newsarticle meldung nachricht artikel depeche notizia document
        dispatch teletipo despacho item newsitem newsdocument newsstory nyhet nyhed uutinen artikkel bericht record doc
        newsml xml feed messages message telegram wiadomosc zprava haber noticiario documento
        """
    )
    /// What stands around fields that say something of the story.
    static let wrappers = names(
        """
        head header meta metadata info docinfo front properties identification management details docdata admin attributes
        kopf cabecera entete newslines descriptivemetadata administrativemetadata newsmanagement articleinfo storyinfo
        headers fields docmeta articlemeta dates
        """
    )

    static let headline = list(
        """
        titular titulo headline headlines title titel titre titolo hl1 schlagzeile ueberschrift hed hl mainheadline
        maintitle headlinetext storytitle newstitle titulli rubrik tittel overskrift otsikko naglowek titulek baslik
        """
    )
    static let body = list(
        """
        contenido cuerpo texto body text content haupttext inhalt texte corps testo corpo story maintext bodytext fulltext
        bodycontent storytext articlebody articletext newscontent newstext brodtext brodtekst leipateksti tresc metin
        contents paragraphs bodyhtml htmlbody xhtml newsbody storybody texthtml contenttext contenthtml
        """
    )
    static let deck = list(
        """
        subtitulo subtitular entradilla subtitle subheadline subhead subheading deck abstract summary teaser standfirst lead
        vorspann chapeau chapo sommario description ingress ingres intro introduction untertitel soustitre sottotitolo
        underrubrik underoverskrift leadtext ingresstext
        """
    )
    static let kicker = list("antetitulo kicker dachzeile surtitre occhiello")
    static let section = list(
        """
        seccion section ressort rubrique rubrik sezione category categories categoria servicio desk channel department
        categorie kategorie topic
        """
    )
    static let byline = list("byline firma firma1 firma2 autorenzeile signature")
    static let author = list(
        "autor author authors auteur autore creator writer reporter journalist firstauthor skribent forfatter kirjoittaja"
    )
    static let guid = list(
        "codigo id guid identifier uid uuid code reference docid newsid itemid storyid articleid documentid newsitemid uri"
    )
    static let version = list("version revision revisionid versionnumber take")
    static let url = list("url link permalink canonicalurl weburl longurl")
    static let date = list(
        """
        fecha date datum data pubdate published fechahora datetime created publicationdate publishedat publishdate
        publishedon publicationdatetime publicationtime releasetime releasedate releasedatetime pubdatetime publishtime
        datepublished dateissue issuedate issued dateissued datetimepublished firstpublished firstcreated createdat
        createddate datecreated creationdate timestamp storydate datumzeit dateheure dataora fechapublicacion dato pvm
        versioncreated sent sentat datesent transmissiontime transmissiondate timesent newsdate createddatetime publishdatetime publisheddatetime
        """
    )
    /// Names of dates in languages that write the day before the month, whatever mark is between.
    static let dayFirst = list(
        "fecha datum data fechahora datumzeit dateheure dataora fechapublicacion fechamodificacion dato pvm"
    )
    static let time = list("hora time zeit heure ora uhrzeit pubtime klokkeslett tid")
    static let updated = list(
        """
        updated modified fechamodificacion updatedat lastmodified modifieddate datemodified lastupdated updatedate
        dateupdated versioncreated revisiondate modificationdate lastupdate updateddatetime modifieddatetime
        """
    )
    static let priority = list(
        "prioridad priority urgency urgencia prioritaet prioritat urgence priorita prioritet priorite importance"
    )
    static let keywords = list(
        """
        clave claves keywords keyword stichwort stichworte schlagworte schlagwort motscles tags tag etiquetas emneord
        asiasanat parolechiave palabrasclave
        """
    )
    static let subjects = list("subject subjects subjectcode topics iptc sujet thema tema")
    static let slugline = list("slug slugline keywordline stichwortzeile slugname catchline strapline slugproper")
    static let dateline = list("dateline datalugar datumszeile dataline datelinetext")
    /// Those of the place that a story was sent from, and not only of one that it is about.
    static let town = list("town")
    static let place = list("lugar ort lieu luogo place location city ciudad ville stadt town")
    static let provider = list(
        "agencia agency source quelle fuente agence fonte provider publisher newsagency agentur kilde kalla byra origin"
    )
    static let note = list(
        "nota note ednote editorsnote hinweis editorialnote editornote notetoeditors advisory tilredaktionen updatenote"
    )
    static let embargo = list("embargo sperrfrist embargoed embargodate embargountil embargotime")
    static let status = list("status pubstatus publicationstatus state estado")
    static let language = list("idioma language sprache langue lingua lang languagecode sprak kieli")
    static let copyright = list("copyright rights derechos copyrightline copyrightnotice")
    static let picture = list(
        "foto fotop photo image picture bild imagen immagine photos images pictures fotos bilder media"
    )
    static let pictureName = list("nombre url href src file archivo datei fichier name filename link source")
    static let caption = list("pie caption bildunterschrift bildtext legende didascalia pietexto description")

    /// A name as it stands in these lists.
    static func folded(_ name: String) -> String {
        String(decoding: name.utf8.filter { $0 != 0x2D && $0 != 0x5F && $0 != 0x2E }, as: UTF8.self).lowercased()
    }

    private static func list(_ names: String) -> [String] {
        names.split { $0 == " " || $0 == "\n" }.map(String.init)
    }

    private static func names(_ names: String) -> Set<String> { Set(list(names)) }
}

/// First names that no city begins with. A help where a name in front of a bracket could be a person's
/// (`Jane Doe (Green) - …`) or a place's (`Cedar Falls (Northwire) - …`).
enum GivenNames {
    static func contains(_ word: Word) -> Bool { names.contains(word) }

    private static let names = WordSet(
        """
        aaron adam alan albert alex alexander alice andreas andrew andrzej angela anita anna anne anthony antonio barbara ben benjamin \
        bernard bernd bill bob boris brian carla carlos carol caroline catherine charles christian christine christopher claire \
        claudia colin daniel daniela david deborah dennis diana dieter dmitry donald edward elena elizabeth emily emma emmanuel \
        eric erik eva ewa fatima fernando franz françois frank fred friedrich gary georg george gerald gerhard giovanni giuseppe \
        gordon greg gustav günter hannah hans harald harry heinz helen helga helmut henri henrik igor ilse ines inge ingrid isabelle ivan \
        jack jacob jacques jakob jan jane janet jason javier jean jeff jennifer jens jeremy jessica jill jim joachim joan joe joão \
        joachim jochen john jonathan josef josé joseph juan julia julie jörg jürgen karen karin karl katarzyna kate katherine \
        kathleen keith kenneth kevin klaus kurt lars laura lena linda lisa louise luca luis luigi lukas lucy maciej magdalena \
        manfred marco marek margaret margarita maria marie mario mark markus martin mary matteo matthew max michael michel michał \
        michelle miguel mikhail monika nancy natalia nathan nicola nicolas nicole nigel nina nora oleg olga oliver olivier oskar \
        pablo paolo patricia patrick paul paulo pavel pedro peggy petra philip philippe pierre piotr rachel ralf raymond rebecca \
        richard robert roberto roger roland ronald rudolf ruth sabine samuel sandra sarah sebastian sergei sergio simon sofia \
        sophie stefan stephen steven stuart susan susanne sven svetlana thomas timothy tina tom tomasz tony ulrich ulrike ursula \
        antónio giorgos gábor ines jorge jiří kateřina lukáš mats mikael minna niels orbán péter petr sanna \
        søren tamás tomáš tuomas zoltán łukasz uwe vera viktor vladimir walter werner wilhelm william wolfgang wojciech yuri \
        александр алексей анатолий андрей анна антон борис валентина виктор виталий владимир галина геннадий григорий дарья \
        дмитрий евгений екатерина елена иван игорь ирина константин людмила максим мария михаил наталья никита николай олег \
        ольга павел петр роман светлана сергей татьяна юлия юрий \
        андрій василь володимир віктор ганна дмитро іван ігор катерина максим марія микола михайло наталія оксана олександр \
        олексій олена петро сергій тетяна юлія юрій
        """.split(separator: " ").map(String.init)
    )
}

import Wire
import Article
import Testing

@testable import Formats

@Suite("A page without an article")
struct PageRefusalTests {
    private func code(_ html: String) -> Rejection.Code? { SamplePage.read(html).rejection?.code }

    @Test("An index page is refused, with teasers and without")
    func index() {
        let items = (1...20).map { number in
            "<div class=item><h3><a href=\"/story-\(number)\">Harbor office tells of plans for the landing "
                + "stage, part \(number)</a></h3>"
        }
        let bare = items.map { $0 + "</div>" }.joined()
        let teasers = items.enumerated().map { index, item in
            item + "<p>\(SamplePage.paragraphs[index % 5]) It was the \(index)th meeting of the year.</p></div>"
        }.joined()
        for list in [bare, teasers] {
            let page =
                "<html><head><title>Local news</title></head><body><h1>Local news</h1><main>\(list)</main>"
                + "</body></html>"
            #expect(code(page) == .indexPage)
        }
    }

    @Test("A page whose text is made by scripts is refused")
    func scripts() {
        let page =
            "<html><head><title>Courier</title></head><body><noscript>Please enable JavaScript.</noscript><div "
            + "id=root></div><script src=app.js></script><script>start()</script></body></html>"
        #expect(code(page) == .needsScript)
    }

    @Test(
        "Walls are refused",
        arguments: [
            "<h1>Welcome back</h1><form><p>Please log in</p><input type=email><input type=password></form>",
            "<h1>Your privacy</h1><p>We use cookies and similar techniques. Accept all or manage preferences.</p>",
            "<h1>One moment</h1><p>Checking your browser before you go on. Please verify you are human.</p>",
        ]
    )
    func walls(body: String) {
        #expect(code("<html><head><title>Courier</title></head><body>\(body)</body></html>") == .accessWall)
    }

    @Test(
        "Error pages are refused",
        arguments: ["404 - Page not found", "Access denied", "Seite nicht gefunden", "502 Bad Gateway"]
    )
    func errors(title: String) {
        #expect(
            code("<html><head><title>\(title)</title></head><body><h1>\(title)</h1><p>Sorry.</p></body></html>")
                == .errorPage
        )
    }

    @Test("A page with next to no text is refused")
    func nothing() {
        #expect(code("<html><head><title>Ferry</title></head><body><p>Coming soon.</p></body></html>") == .noArticle)
        #expect(code("<html></html>") == .noArticle)
    }

    @Test("A short story that the page calls an article is one")
    func short() throws {
        let page = SamplePage.page(body: "<div class=article-body><p>\(SamplePage.paragraphs[0])</p></div>")
        #expect(try SamplePage.article(page).body == [SamplePage.paragraphs[0]])
    }

    @Test("An article about errors, logins and cookies is an article")
    func lookAlikes() throws {
        for title in [
            "Page not found: how a broken link cost a town its ferry", "Why we accept all cookies and log in again",
        ] {
            #expect(try SamplePage.article(SamplePage.page(title: title)).headline == title)
        }
    }

    @Test("A short page whose headings are links lists articles")
    func shortIndex() {
        let items = ["Ferry returns", "Council votes on roof", "Team wins cup", "Bakery opens", "Storm closes road"]
            .map { "<article><h2><a href=/x>\($0)</a></h2><p>More of it inside.</p></article>" }.joined()
        #expect(
            code("<html><head><title>Latest news</title></head><body><h1>Latest news</h1>\(items)</body></html>")
                == .indexPage
        )
    }
}

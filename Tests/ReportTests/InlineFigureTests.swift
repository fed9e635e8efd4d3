import Foundation
import Report
import Testing

@Suite("figures within the page")
struct InlineFigureTests {
    private func html(_ figure: ReportFigure) throws -> String {
        var set = Contents.set(experiments: [])
        set.figures = [figure]
        return try Contents.report([set]).html()
    }

    @Test("a drawing is in the page as it is, once for wide and once for narrow pages")
    func drawings() throws {
        var figure = Contents.figure("a")
        figure.wide = Contents.drawing("w-", inside: "<text>  a &amp; &lt;b&gt; é </text>")
        figure.narrow = .init(width: 343, height: 500, elements: "<rect x=\"7.5\"/>\n")
        let page = try html(figure)
        #expect(page.contains("<text>  a &amp; &lt;b&gt; é </text>"))
        #expect(
            page.contains(
                "<div class=\"narrow\"><svg role=\"img\" aria-label=\"Loss falls.\" viewBox=\"0 0 343 500\" "
                    + "width=\"343\" height=\"500\">\n<rect x=\"7.5\"/>\n</svg></div>"))
        #expect(page.components(separatedBy: "<svg ").count == 3)
        #expect(Markup(page).problems == [])
    }

    @Test("a figure without drawings leaves no empty picture")
    func bare() throws {
        var figure = Contents.figure("a")
        (figure.wide, figure.narrow) = (nil, nil)
        let page = try html(figure)
        #expect(!page.contains("<svg"))
        #expect(Markup(page).problems == [])
    }

    @Test("the figures' styles are in the page's style sheet")
    func styles() throws {
        let page = try html(Contents.figure())
        let rule = try #require(page.range(of: "  .t1 { fill: #ffffff; }\n</style>"))
        let start = try #require(page.range(of: "<style>"))
        #expect(start.upperBound < rule.lowerBound)
    }

    @Test("an alternative text stays within its attribute")
    func alternative() throws {
        var figure = Contents.figure("a")
        figure.alternative = "\" onload=\"alert(1)\"><script>alert(1)</script>\u{600}\" x=\""
        let page = Markup(try html(figure))
        #expect(page.problems == [])
        #expect(page.count("script") == 0)
        for picture in page.tags where picture.name == "svg" && !picture.isEnd {
            #expect(Set(picture.attributes.keys) == ["role", "aria-label", "viewBox", "width", "height"])
        }
    }
}

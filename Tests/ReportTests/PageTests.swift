import Foundation
import Report
import Testing

@Suite("the page")
struct PageTests {
    @Test("every element ends, every name is there once, every reference leads somewhere")
    func structure() throws {
        let page = Markup(try Contents.report([Contents.set(), Contents.set("digits, 1 epoch")]).html())
        #expect(page.problems == [])
        let ids = page.values("id")
        #expect(Set(ids).count == ids.count)
        let references = page.values("href").filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
        #expect(references.count > 7)
        for name in references + page.values("aria-labelledby") { #expect(ids.contains(name), "\(name)") }
        for tag in page.tags { #expect(tag.repeated == [], "\(tag.name)") }
    }

    @Test("nothing is fetched and nothing runs, and the policy says so")
    func alone() throws {
        let html = try Contents.report().html()
        let page = Markup(html)
        #expect(html.hasPrefix("<!DOCTYPE html>\n"))
        for name in ["script", "img", "iframe", "object", "form", "base"] { #expect(page.count(name) == 0) }
        #expect(page.values("src") == [])
        #expect(page.values("href").allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("data:") || $0.hasPrefix("./") })
        for attribute in page.tags.flatMap(\.attributes.keys) { #expect(!attribute.hasPrefix("on"), "\(attribute)") }
        #expect(!html.contains("@import"))
        #expect(!html.contains("http://") && !html.contains("https://"))
        let policy = page.tags.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }
        #expect(policy?.attributes["content"]?.hasPrefix("default-src 'none'; ") == true)
    }

    @Test("the verdict comes before tables and figures; the rest of many verdicts is folded")
    func verdicts() throws {
        var set = Contents.set()
        set.verdicts = (1...20).map { ReportVerdict("sentence number \($0).", $0 == 1 ? .shown : .notShown) }
        let html = try Contents.report([set]).html()
        let places = ["sentence number 1.", "sentence number 8.", "12 more", "sentence number 9.", "<table", "<svg"]
            .map { html.range(of: $0)?.lowerBound ?? html.endIndex }
        #expect(places == places.sorted() && !places.contains(html.endIndex))
        // The sets are named if there are several.
        #expect(!html.contains("<h3><bdi>mnist"))
        let both = try Contents.report([set, Contents.set("digits")]).html()
        #expect(both.contains("<h3><bdi>mnist, 2 epochs</bdi></h3>"))
    }

    @Test("a figure is there for wide and for narrow pages, with its alternative, and clips by names of its own")
    func figures() throws {
        let html = try Contents.report().html()
        let page = Markup(html)
        // One of the set, one of each experiment.
        #expect(page.count("figure") == 3)
        let pictures = page.tags.filter { $0.name == "svg" && !$0.isEnd }
        #expect(pictures.count == 6)
        for picture in pictures {
            #expect(picture.attributes["role"] == "img")
            #expect(picture.attributes["aria-label"] == "Loss falls.")
            #expect(picture.attributes["viewBox"] == "0 0 640 420")
            #expect(picture.attributes["width"] == "640")
        }
        let clips = page.tags.filter { $0.name == "clipPath" && !$0.isEnd }.compactMap { $0.attributes["id"] }
        #expect(Set(clips).count == 6)
        #expect(page.values("clip-path") == clips.map { "url(#\($0))" })
        #expect(page.count("title") == 1)
        #expect(page.count("metadata") == 0)
        #expect(html.contains("<figcaption><b>Figure 3. Loss.</b> It falls from 2.3 to 0.1.</figcaption>"))
    }

    @Test("of many experiments the contents fold the names")
    func contents() throws {
        let few = try Contents.report([Contents.set(experiments: (1...8).map { Contents.experiment("e\($0)") })]).html()
        let many = try Contents.report([Contents.set(experiments: (1...9).map { Contents.experiment("e\($0)") })])
            .html()
        #expect(!few.contains("<summary>8 experiments</summary>"))
        #expect(many.contains("<summary>9 experiments</summary>"))
        for page in [few, many] {
            #expect(page.contains("<li><a href=\"#experiment-8\"><bdi>e8</bdi></a></li>"))
            #expect(Markup(page).problems == [])
        }
    }

    @Test("spec, seeds, commands, facts, warnings: all of it can be read, without a script")
    func everything() throws {
        let html = try Contents.report().html()
        for text in [
            "{\n  &quot;name&quot;: &quot;one-cycle&quot;\n}\n", "<code>onecycle run one-cycle.json\n</code>",
            "<dt>Threads</dt><dd>2</dd>", "seed 3 diverged", "late: 3 of 5 seeds are trained", "as it came",
            "<p class=\"caption\" id=\"table-1\">arms</p>", "<td class=\"number\">10</td>",
            "<td class=\"code\">ab</td>",
            "over seeds", "Intervals are 95 %.", "onecycle 1.2.3", "what for", "2 arms, 1 pair",
            "onecycle report output",
            "<a class=\"file\" href=\"./one-cycle/loss.png\"><bdi>loss.png</bdi></a>",
        ] { #expect(html.contains(text), "\(text)") }
    }

    @Test("an experiment without anything to say leaves no empty boxes; no experiment at all is a page as well")
    func empty() throws {
        let bare = ReportExperiment(name: "bare", summary: "", spec: "{}")
        let page = Markup(try Contents.report([ReportSet(title: "alone", experiments: [bare])]).html())
        #expect(page.problems == [])
        #expect(page.count("dl") == 0 && page.count("table") == 0 && page.count("figure") == 0)
        #expect(page.count("details") == 1)
        let nothing = Markup(try ReportContent(title: "", program: "", summary: "").html())
        #expect(nothing.problems == [])
        #expect(nothing.count("article") == 0)
    }

    @Test("rows of another length than the header keep the columns")
    func oddRows() throws {
        var set = Contents.set(experiments: [])
        set.figures = []
        set.tables = [
            ReportTable(caption: "odd", columns: [.init("a"), .init("b")], rows: [[], ["1"], ["1", "2", "3"]])
        ]
        let page = Markup(try Contents.report([set]).html())
        #expect(page.problems == [])
        #expect(page.tags.count { !$0.isEnd && ($0.name == "td" || $0.name == "th") } == 2 + 3 * 2)
    }

    @Test("a long table of details is folded, others are not")
    func foldedTables() throws {
        func page(rows: Int, isDetail: Bool) throws -> String {
            var set = Contents.set(experiments: [])
            set.tables = [
                ReportTable(
                    caption: "pairs", columns: [.init("")], rows: Array(repeating: ["a"], count: rows),
                    isDetail: isDetail)
            ]
            let html = try Contents.report([set]).html()
            #expect(Markup(html).problems == [])
            return html
        }
        #expect(try page(rows: 13, isDetail: true).contains("<summary>13 rows</summary>"))
        #expect(!(try page(rows: 12, isDetail: true).contains("<summary>")))
        #expect(!(try page(rows: 13, isDetail: false).contains("<summary>")))
    }

    @Test("the same content gives the same bytes")
    func same() throws {
        #expect(try Contents.report().html() == Contents.report().html())
        #expect(try Contents.report().markdown(figures: "f") == Contents.report().markdown(figures: "f"))
    }
}

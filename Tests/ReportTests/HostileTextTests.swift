import Report
import Testing

@Suite("text of others is text")
struct HostileTextTests {
    /// Texts that would act if they were markup. U+0600 joins with the sign after it and U+0301 with the one before, to
    /// what readers see as one character.
    static let texts = [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)",
        "'><svg onload=alert(1)>", "\u{600}<script>alert(1)</script>", "x\"\u{301} onfocus=alert(1) autofocus \"",
        "\u{600}\" onfocus=alert(1) x=\"", "</title><script>alert(1)</script>", "</style><script>alert(1)</script>",
        "</code></pre><script>alert(1)</script>",
        "{{program}}{{{spec}}}{{> page}}", "{{=<% %>=}}", "]]><!--", "&lt;script&gt;", "\u{0}<b>\u{1B}[31m",
    ]

    /// A report with a text in every place.
    private func report(_ text: String) -> ReportContent {
        let table = ReportTable(
            caption: text, columns: [.init(text, .text), .init(text)], rows: [[text, text]], note: text)
        let figure = ReportFigure(
            name: "f", title: text, caption: text, alternative: text, wide: Contents.drawing(),
            narrow: Contents.drawing("drawing-2-"))
        let experiment = ReportExperiment(
            name: text, description: text, summary: text, warnings: [text], facts: [.init(text, text)], tables: [table],
            figures: [figure], files: [.init(text, path: text)], spec: text, commands: [text])
        let set = ReportSet(
            title: text, description: text, summary: text, facts: [.init(text, text)],
            verdicts: Array(repeating: .init(text, .shown), count: 10),
            lead: figure, tables: [table], figures: [figure], experiments: [experiment])
        return ReportContent(
            title: text, program: text, summary: text, warnings: [text], sets: [set, set], methods: [text],
            commands: [text])
    }

    @Test("the page's tags are the same whatever the texts are", arguments: texts)
    func page(text: String) throws {
        var (plain, hostile) = (Markup(try report("plain").html()), Markup(try report(text).html()))
        #expect(hostile.problems == [])
        // Long words may wrap, and are shortened.
        hostile.tags.removeAll {
            $0.name == "wbr" || $0.name == "span" && Set($0.attributes.keys).isSubset(of: ["title"])
        }
        plain.tags.removeAll { $0.name == "wbr" }
        #expect(hostile.tags.map(\.name) == plain.tags.map(\.name))
        for (one, other) in zip(hostile.tags, plain.tags) {
            #expect(one.attributes.keys.sorted() == other.attributes.keys.sorted())
        }
        // A link to a file stays one, whatever the file is called.
        for link in hostile.tags.filter({ $0.name == "a" }).compactMap({ $0.attributes["href"] }) {
            #expect((link.hasPrefix("#") || link.hasPrefix("./")) && !link.contains(":"), "\(link)")
        }
    }

    @Test("what is shown is the text itself")
    func shown() throws {
        let html = try report("<b> & \"it's\" {{program}}").html()
        #expect(html.contains("<dt>&lt;b&gt; &amp; &quot;it&#39;s&quot; {{program}}</dt>"))
    }

    @Test(
        "in Markdown no text becomes HTML, a link, a cell or a line of its own",
        arguments: texts + ["a | b\n# c", "`x`"])
    func markdown(text: String) throws {
        let (plain, hostile) = (report("plain"), report(text))
        let (expected, found) = (try plain.markdown(figures: "f"), try hostile.markdown(figures: "f"))
        // Code blocks hold their text as it is, between fences.
        let lines = Self.outsideOfCode(found)
        #expect(lines.count == Self.outsideOfCode(expected).count)
        for line in lines {
            let text = line.hasPrefix(">") ? line.dropFirst() : line
            #expect(!text.unicodeScalars.contains { $0 == "<" || $0 == ">" }, "\(line)")
            #expect(Self.bars(line) == 0 || Self.bars(line) == 3, "\(line)")
        }
    }

    @Test("a code block of Markdown holds fences of others")
    func fences() throws {
        let found = try report("````\n<script>\n```").markdown(figures: "f")
        #expect(found.contains("`````json\n````\n<script>\n```\n`````\n"))
    }

    /// Bars that divide cells.
    private static func bars(_ line: Substring) -> Int {
        var (count, isEscaped) = (0, false)
        for scalar in line.unicodeScalars {
            if scalar == "|", !isEscaped { count += 1 }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return count
    }

    private static func outsideOfCode(_ text: String) -> [Substring] {
        var (lines, fence): ([Substring], Substring?) = ([], nil)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let open = fence {
                if line == open { fence = nil }
            } else if line.hasPrefix("```") {
                fence = line.prefix { $0 == "`" }
            } else {
                lines.append(line)
            }
        }
        return lines
    }
}

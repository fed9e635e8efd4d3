import Report
import Testing

@Suite("where text may wrap")
struct BreakableTextTests {
    @Test(
        "long names wrap behind separators, numbers and words stay whole",
        arguments: [
            ("final accuracy 0.9896", "final accuracy 0.9896"),
            ("one-cycle", "one-cycle"),
            ("one-cycle-lr_max-0.2", "one-<wbr>cycle-<wbr>lr_<wbr>max-<wbr>0.2"),
            ("output/one-cycle/seed-12", "output/<wbr>one-<wbr>cycle/<wbr>seed-<wbr>12"),
            ("schedule.lr_max=1e-05", "schedule.<wbr>lr_<wbr>max=<wbr>1e-05"),
            ("1,000,000.25 <b>", "1,000,000.25 &lt;b&gt;"),
            ("understandable words", "understandable words"),
        ])
    func wraps(text: String, markup: String) { #expect(BreakableText.markup(text) == markup) }

    @Test("a long part without separators is shortened in its middle, and its title is the whole")
    func shortened() {
        let hash = String(repeating: "0123456789abcdef", count: 4)
        #expect(BreakableText.markup(hash) == "<span title=\"\(hash)\">0123456789ab…456789abcdef</span>")
        let quoted = String(repeating: "\"<", count: 20)
        let markup = BreakableText.markup(quoted)
        #expect(markup.contains("title=\"" + String(repeating: "&quot;&lt;", count: 20) + "\">"))
        #expect(!markup.dropFirst(5).contains("<\""))
    }
}

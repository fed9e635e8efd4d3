import Foundation
import Testing

@Suite("onecycle report")
struct ReportCommandTests {
    private static let constant: [String: String?] = ["schedule": #"{"type": "constant", "lr": 0.01}"#]

    /// Two experiments that can be compared, six seeds each.
    private func train(_ box: borrowing Sandbox) throws {
        let common: [String: String?] = ["seeds": "6", "epochs": "1", "figures": #"["schedule"]"#]
        try box.prepare("one", common)
        try box.prepare("two", common.merging(Self.constant) { $1 })
        #expect(try box.onecycle("run", "one.json", "two.json", "--quiet").exitCode == 0)
    }

    /// The sentences of the verdict, in their order.
    private func verdicts(_ page: String) -> [String] {
        page.components(separatedBy: "<li class=\"").dropFirst().compactMap { part in
            ["shown\"", "notShown\"", "undecided\""].contains { part.hasPrefix($0) }
                ? part.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }.description : nil
        }
    }

    @Test("one page of everything: verdict, figures, specs, machine, commands; the same bytes twice")
    func page() throws {
        try Sandbox.with { box in
            try train(box)
            let call = try box.onecycle("report")
            #expect(call.exitCode == 0 && call.errorLines == [], "\(call)")
            #expect(call.outputLines == ["output/report.html"])
            let page = try box.page("output/report.html")
            #expect(page.hasPrefix("<!DOCTYPE html>"))
            #expect(verdicts(page).count == 1 && verdicts(page)[0].contains("one") && verdicts(page)[0].contains("two"))
            // Six of the comparison, two of each experiment; wide and narrow.
            #expect(page.components(separatedBy: "<figure ").count - 1 == 10)
            #expect(page.components(separatedBy: "<svg ").count - 1 == 20)
            let machine = try #require(try box.json("output/one/seed-0/summary.json")["machine"] as? [String: Any])
            let cpu = try #require(machine["cpu"] as? String)
            #expect(page.contains("<dt>Machine</dt><dd>\(cpu)"))
            for text in [
                "&quot;lr_max&quot;: 0.05", "<dt>Seeds</dt><dd>0 to 5</dd>", "MNIST_DIR",
                "onecycle run output/one/spec.json",
                "onecycle compare output/one output/two\n", "onecycle report output\n",
            ] { #expect(page.contains(text), "\(text)") }
            #expect(!page.contains("null,") || page.contains("&quot;train_limit&quot;: null"))
            #expect(!page.contains("augment null"))
            #expect(try box.onecycle("report", "output", "--file", "again.html").exitCode == 0)
            #expect(try box.page("again.html") == page)
        }
    }

    @Test("a baseline gives the page the p of compare; an unknown one is refused")
    func baseline() throws {
        try Sandbox.with { box in
            try train(box)
            let compared = try box.onecycle(
                "compare", "output/one", "output/two", "--baseline", "two", "--no-figures", "--json")
            let json = try JSONSerialization.jsonObject(with: Data(compared.stdout.utf8)) as? [String: Any]
            let pair = try #require((json?["pairs"] as? [[String: Any]])?.first)
            let p = try #require(pair["p_holm"] as? Double)
            #expect(try box.onecycle("report", "--baseline", "two").exitCode == 0)
            let page = try box.page("output/report.html")
            #expect(page.contains("<td class=\"number\">\(String(format: "%.4f", p))</td>"))
            #expect(page.contains("onecycle report output --baseline two\n"))
            let unknown = try box.onecycle("report", "--baseline", "tow")
            #expect(unknown.exitCode == 65)
            #expect(unknown.errorLines == ["no arm is called \"tow\"; did you mean \"two\"?"], "\(unknown)")
        }
    }

    @Test("folders of one training are one arm, and both results of a seed are never one")
    func merged() throws {
        try Sandbox.with { box in
            try train(box)
            // Two of the six seeds, in a folder that comes first.
            try box.prepare("a-part", ["seeds": "2", "epochs": "1", "figures": #"["schedule"]"#])
            #expect(try box.onecycle("run", "a-part.json", "--quiet").exitCode == 0)
            #expect(try box.onecycle("report").exitCode == 0)
            let page = try box.page("output/report.html")
            #expect(page.contains("is the same training as output/") && page.contains("<dd>0 to 5</dd>"))
            #expect(verdicts(page).count == 1 && verdicts(page)[0].contains("n = 6"))
        }
    }

    @Test("figures tell what was found, to readers who see them and to those who do not")
    func findings() throws {
        try Sandbox.with { box in
            try train(box)
            #expect(try box.onecycle("report", "--target", "0.5").exitCode == 0)
            let page = try box.page("output/report.html")
            let runs = try ["one", "two"].map { name -> Double in
                let table = try (0..<6).map { try Table(box.text("output/\(name)/seed-\($0)/epochs.csv")) }
                return table.reduce(0.0) { $0 + ($1.column("accuracy").last ?? .nan) } / 6
            }
            let (best, mean) = runs[0] > runs[1] ? ("one", runs[0]) : ("two", runs[1])
            let finding = "Highest: \(best), \(String(format: "%.2f", mean * 100)) % ("
            #expect(page.components(separatedBy: finding).count - 1 == 3, "\(finding)")
            #expect(page.contains("Fastest: ") || page.contains("Missed by at least half of the runs"))
        }
    }

    @Test("Markdown has the same verdict, and its figures as files")
    func markdown() throws {
        try Sandbox.with { box in
            try train(box)
            let call = try box.onecycle("report", "--format", "md")
            #expect(call.exitCode == 0 && call.outputLines == ["output/report.md"], "\(call)")
            let text = try box.text("output/report.md")
            let links = text.components(separatedBy: "](./report-figures/").dropFirst().map {
                String($0.prefix { $0 != ")" })
            }
            #expect(links.count == 10)
            #expect(Set(links).count == 10)
            #expect(box.names(in: "output/report-figures") == links.sorted())
            for link in links { #expect(try box.data("output/report-figures/\(link)").pngSize != nil, "\(link)") }
            #expect(try box.onecycle("report").exitCode == 0)
            let sentence = try #require(verdicts(try box.page("output/report.html")).first)
            #expect(text.replacingOccurrences(of: "\\", with: "").contains(sentence))
        }
    }

    @Test("a study is a set of its own, whatever else is in the folder, and equal trainings count once")
    func studies() throws {
        try Sandbox.with { box in
            try train(box)
            #expect(try box.onecycle("report", "--file", "alone.html").exitCode == 0)
            let alone = verdicts(try box.text("alone.html"))
            try box.prepare(
                "grown",
                [
                    "seeds": "2", "figures": "[]", "epochs": nil, "description": #""how long?""#,
                    "arms": #"{"low": {"schedule": {"type": "constant", "lr": 0.01}}, "cycle": {}}"#,
                    "grid": #"{"epochs": [1, 2]}"#,
                ])
            #expect(try box.onecycle("run", "grown.json", "--quiet").exitCode == 0)
            try FileManager.default.copyItem(atPath: box.path("output/one"), toPath: box.path("output/copy"))
            let call = try box.onecycle("report")
            #expect(call.exitCode == 0, "\(call)")
            let page = try box.page("output/report.html")
            #expect(alone.count == 1 && verdicts(page).contains(alone[0].replacingOccurrences(of: "copy", with: "one")))
            // One pair of the two experiments, six of the study's four.
            #expect(verdicts(page).count == 7)
            #expect(page.contains("<h2 id=\"set-2\"><bdi>grown: mnist_sample, 2 seeds</bdi></h2>"))
            #expect(page.contains("how long?"))
            #expect(page.contains("is the same training as output/"))
            // One line per arm over the epochs, named by the difference.
            #expect(page.contains("Final validation error over epochs"))
            #expect(page.contains(">low, epochs 2</text>"))
        }
    }

    @Test("of many trials the figures are in their folders, and the page links to them")
    func manyCells() throws {
        try Sandbox.with { box in
            try box.prepare(
                "grid",
                [
                    "seeds": "1", "epochs": "1", "figures": #"["loss"]"#,
                    "grid": #"{"schedule.lr_max": [0.01, 0.02, 0.05], "schedule.pct_start": [0.2, 0.3, 0.4]}"#,
                ])
            #expect(try box.onecycle("run", "grid.json", "--quiet").exitCode == 0)
            #expect(try box.onecycle("report").exitCode == 0)
            let page = try box.page("output/report.html")
            #expect(page.components(separatedBy: "<figure ").count - 1 == 6)
            #expect(page.components(separatedBy: "href=\"./grid-lr_max-").count - 1 == 9)
            #expect(page.contains("href=\"./grid-lr_max-0.05-pct_start-0.2/loss.png\""))
            #expect(page.contains("<summary>9 experiments</summary>"))
            // From another place the way is not known.
            #expect(try box.onecycle("report", "--file", "elsewhere.html").exitCode == 0)
            #expect(!(try box.text("elsewhere.html")).contains("href=\"./"))
        }
    }

    @Test("damage is reported, on the page too, and the exit code is 1; a missing file is no damage")
    func damaged() throws {
        try Sandbox.with { box in
            try train(box)
            try box.remove("output/two/seed-3")
            let missing = try box.onecycle("report")
            #expect(missing.exitCode == 0, "\(missing)")
            #expect(missing.errorLines == ["two: 5 of 6 seeds are complete; not trained: seed 3"])
            try box.write("step\n", to: "output/one/seed-2/steps.csv")
            try box.write("{}", to: "output/one/seed-4/summary.json")
            let call = try box.onecycle("report")
            #expect(call.exitCode == 1, "\(call)")
            let line = "one: 4 of 6 seeds are complete; damaged: seeds 2 (steps.csv), 4 (summary.json)"
            #expect(call.errorLines == [line, missing.errorLines[0]])
            let page = try box.page("output/report.html")
            #expect(page.contains("<li>\(line)</li>"))
            #expect(page.contains("Incomplete"))
            try box.write("{", to: "output/two/spec.json")
            let unreadable = try box.onecycle("report")
            #expect(unreadable.exitCode == 1)
            #expect(unreadable.errorLines.first?.hasPrefix("output/two/spec.json:") == true, "\(unreadable)")
            #expect(try box.page("output/report.html").contains("Not read: output/two/spec.json:"))
            // Nothing that can be read is no report.
            try box.write("{", to: "output/one/spec.json")
            #expect(try box.onecycle("report").exitCode == 65)
        }
    }

    @Test("hostile names and words are text")
    func hostile() throws {
        try Sandbox.with { box in
            let script = "<script>alert(1)</script>"
            try box.prepare("one", ["figures": #"["schedule"]"#, "description": "\"\(script)\""])
            #expect(try box.onecycle("run", "one.json", "--quiet").exitCode == 0)
            for name in ["\"><svg onload=alert(2)>", "javascript:alert(3)", "a & b'", "(x)[y]`|"] {
                try FileManager.default.copyItem(atPath: box.path("output/one"), toPath: box.path("output/" + name))
            }
            try FileManager.default.moveItem(atPath: box.path("output"), toPath: box.path("<b>out"))
            #expect(try box.onecycle("report", "<b>out").exitCode == 0)
            let page = try box.text("<b>out/report.html")
            #expect(page.contains("&lt;script&gt;alert(1)"))
            for text in ["<script", "<svg onload", "<b>out", "href=\"javascript:"] {
                #expect(!page.contains(text), "\(text)")
            }
            #expect(try box.onecycle("report", "<b>out", "--format", "md").exitCode == 0)
            let text = try box.text("<b>out/report.md")
            for line in text.split(separator: "\n") where !line.hasPrefix(" ") && !line.hasPrefix("onecycle ") {
                #expect(!line.contains("<"), "\(line)")
            }
        }
    }

    @Test("run folders and seed folders are not written over")
    func guarded() throws {
        try Sandbox.with { box in
            try train(box)
            let before = try box.files(in: "output")
            for file in ["output/one/spec.json", "output/one/notes.html", "output/one/seed-0/steps.csv"] {
                let call = try box.onecycle("report", "--file", file)
                #expect(call.exitCode == 65 && call.stdout == "", "\(call)")
                #expect(call.errorLines.count == 1 && call.stderr.hasPrefix("\(file): is in a "), "\(call)")
            }
            try FileManager.default.copyItem(atPath: box.path("output/one"), toPath: box.path("notes-figures"))
            let figures = try box.onecycle("report", "--format", "md", "--file", "notes.md")
            #expect(figures.exitCode == 65 && figures.stderr.hasPrefix("notes-figures: is a run folder"), "\(figures)")
            #expect(differences(try box.files(in: "output"), before) == [])
            // A run folder's own report is its own.
            let own = try box.onecycle("report", "output/one")
            #expect(own.exitCode == 0 && own.outputLines == ["output/one/report.html"], "\(own)")
        }
    }

    @Test("bad calls and empty folders")
    func bad() throws {
        try Sandbox.with { box in
            try box.makeFolder("empty")
            for (folder, line) in [
                ("empty", "empty: no run folder in it; `onecycle run SPEC --output empty` makes one"),
                ("nowhere", "nowhere: no such folder; choose the one that `onecycle run` wrote into"),
            ] {
                let call = try box.onecycle("report", folder)
                #expect(call.exitCode == 65 && call.errorLines == [line], "\(call)")
            }
            #expect(try box.onecycle("report", "empty", "--format", "pdf").exitCode == 64)
            #expect(try box.onecycle("report", "empty", "--target", "2").exitCode == 64)
            #expect(try box.onecycle("report", "empty", "--file", "x/").exitCode == 64)
        }
    }
}
